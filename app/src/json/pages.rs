//! What a page is made from. A field that is missing here does not compile.

use super::{FromJson, Json};
use crate::{
    brand::Brand,
    domain::{
        Account, Activity, AuthState, Challenge, CountryChoice, MaskedPhone, RememberedBrowser, SentCode,
        SessionSummary, Typed, View,
    },
    page_start::{HelpLine, PageStart},
};

macro_rules! record {
    ($record:ty: $($field:ident)*) => {
        impl FromJson for $record {
            fn from_json(json: &impl Json) -> Option<Self> {
                Some(Self { $($field: json.read(stringify!($field))?),* })
            }
        }
    };
}

record!(PageStart: view language theme help brand typed country);
record!(HelpLine: ja en);
record!(Brand: name logo);
record!(Typed: username contact_to);
record!(CountryChoice: code calling_code ja en is_choice);
record!(View: state notice until page elsewhere as_of);
record!(Challenge: user_id purpose enrolment_open turn phone sent blocked_until next_send_at sends sends_left remembered_days
    code_length as_of);
record!(SentCode: channel confirmed sent_at expires_at checks_left);
record!(Account: user_id phone role factor confirmed_until challenge sessions browsers activity last_sign_in recovery_codes_left
    recovery_codes_made_at);
record!(SessionSummary: id device address began_at last_seen_at factor is_this);
record!(RememberedBrowser: id device last_used_at expires_at);
record!(Activity: at kind address device phone);

/// The name alone of a state that holds nothing, else the name and what it holds.
impl FromJson for AuthState {
    fn from_json(json: &impl Json) -> Option<Self> {
        if json.text().is_some_and(|state| state == "SignedOut") {
            return Some(Self::SignedOut);
        }
        json.read("CodeNeeded")
            .map(Self::CodeNeeded)
            .or_else(|| json.read("SignedIn").map(Self::SignedIn))
    }
}

impl FromJson for MaskedPhone {
    fn from_json(json: &impl Json) -> Option<Self> {
        json.text().map(Self::masked_before)
    }
}
