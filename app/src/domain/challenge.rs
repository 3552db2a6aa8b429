//! The open question between the password and the account: what the code page may know of it.

use super::{Channel, MaskedPhone, by_name::by_name};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// From this send on the page puts the call first (Twilio Verify best practices: offer voice after the third try).
const CALL_FIRST_FROM_SEND: i64 = 3;

/// What a challenge may approve, and nothing else.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Purpose {
    /// A code to the phone on file.
    #[default]
    SignIn,
    /// A first phone, proven by its first approved code.
    Enrol,
    /// A code to the phone on file, from someone who is signed in, before something that matters.
    StepUp,
    /// Another phone of someone who is signed in, proven by a code.
    NewPhone,
}

impl Purpose {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Enrol => "enrol",
            Self::StepUp => "step_up",
            Self::NewPhone => "new_phone",
        }
    }

    /// True when a number may be typed.
    pub const fn takes_number(self) -> bool {
        matches!(self, Self::Enrol | Self::NewPhone)
    }
}

/// The name belongs to no purpose.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownPurpose;

impl FromStr for Purpose {
    type Err = UnknownPurpose;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let mut all = [Self::SignIn, Self::Enrol, Self::StepUp, Self::NewPhone].into_iter();
        all.find(|purpose| purpose.as_str() == name).ok_or(UnknownPurpose)
    }
}

by_name!(Purpose, as_str);

/// The challenge of this session. All figures are the server's; times are seconds since 1970.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Challenge {
    /// Who passed the password.
    pub user_id: String,
    /// What an approved code will do.
    pub purpose: Purpose,
    /// False when no phone is on file and the operator adds phones by hand.
    pub enrolment_open: bool,
    /// Rises with every send. A form that carries an older one sends nothing.
    pub turn: i64,
    /// The phone on file, or the number typed before the last send.
    pub phone: Option<MaskedPhone>,
    /// The last code on its way, while it can be checked.
    pub sent: Option<SentCode>,
    /// Until when the number is out of use because its checks are used up.
    pub blocked_until: Option<i64>,
    /// When the next send is allowed.
    pub next_send_at: i64,
    /// Sends to this number so far, in this verification.
    pub sends: i64,
    /// Sends that are left before the verification expires.
    pub sends_left: i64,
    /// For how many days this browser may stand for a code after this one; zero where that is off.
    pub remembered_days: i64,
    /// How many digits a code has.
    pub code_length: usize,
    /// When the server said all this.
    pub as_of: i64,
}

/// A code that was sent to the number of the challenge.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct SentCode {
    /// By which channel the last message went.
    pub channel: Channel,
    /// False while nobody knows whether any message went out.
    pub confirmed: bool,
    /// When it went.
    pub sent_at: i64,
    /// Until when it can be checked. Sending again does not prolong it (Twilio Verify, rate limits and timeouts).
    pub expires_at: i64,
    /// Tries that are left.
    pub checks_left: i64,
}

impl Challenge {
    /// For how many days the person may let this browser stand for the code; nothing where that is not offered.
    pub fn offered_days(&self) -> Option<i64> {
        let signs_in = matches!(self.purpose, Purpose::SignIn | Purpose::Enrol);
        Some(self.remembered_days).filter(|days| signs_in && *days > 0)
    }

    /// True when a number may be typed: there is no phone on file, or another one is to be proven.
    pub fn takes_number(&self) -> bool {
        self.purpose.takes_number()
    }

    /// The number that a form without one sends to: the one of the last send, while it can get another.
    pub fn number_again(&self) -> Option<&MaskedPhone> {
        let used_up = self.blocked_until.is_some() || self.sends_left == 0;
        self.phone.as_ref().filter(|_| !used_up)
    }

    /// True when the page puts the call before the text message.
    pub fn call_first(&self) -> bool {
        self.sends + 1 >= CALL_FIRST_FROM_SEND
    }

    /// The channel of the first button.
    pub fn first_channel(&self) -> Channel {
        if self.call_first() {
            Channel::Call
        } else {
            Channel::Sms
        }
    }

    /// The code that can be entered: on its way, and not past its time.
    pub fn live_code(&self, now: i64) -> Option<&SentCode> {
        self.sent.as_ref().filter(|sent| now < sent.expires_at)
    }

    /// Until when the number is out of use, if it still is.
    pub fn blocked_until(&self, now: i64) -> Option<i64> {
        self.blocked_until.filter(|until| now < *until)
    }

    /// Seconds from `now` until the next send is allowed; zero when it is.
    pub fn wait_seconds(&self, now: i64) -> i64 {
        (self.next_send_at - now).max(0)
    }
}

/// Minutes from `now` until `time`, a part of a minute counted whole; zero when it is past.
pub fn minutes_between(now: i64, time: i64) -> i64 {
    ((time - now).max(0) + 59) / 60
}

#[cfg(test)]
mod tests {
    use super::*;

    fn challenge(sends: i64, next_send_at: i64) -> Challenge {
        Challenge {
            user_id: "test".into(),
            purpose: Purpose::SignIn,
            enrolment_open: true,
            turn: 0,
            phone: None,
            sent: None,
            blocked_until: None,
            next_send_at,
            sends,
            sends_left: 5 - sends,
            remembered_days: 0,
            code_length: 6,
            as_of: 1_000,
        }
    }

    #[test]
    fn the_call_comes_first_for_the_third_send() {
        assert!(!challenge(1, 0).call_first());
        assert!(challenge(2, 0).call_first());
    }

    #[test]
    fn waits_and_minutes_never_go_below_zero() {
        assert_eq!(challenge(1, 1_030).wait_seconds(1_000), 30);
        assert_eq!(challenge(1, 900).wait_seconds(1_000), 0);
        assert_eq!(minutes_between(1_000, 1_001), 1);
        assert_eq!(minutes_between(1_000, 1_600), 10);
        assert_eq!(minutes_between(1_000, 10), 0);
    }

    #[test]
    fn a_code_and_a_block_end_by_themselves() {
        let challenge = Challenge {
            blocked_until: Some(1_600),
            sent: Some(SentCode {
                channel: Channel::Sms,
                confirmed: true,
                sent_at: 1_000,
                expires_at: 1_600,
                checks_left: 5,
            }),
            ..challenge(1, 0)
        };
        assert!(challenge.live_code(1_599).is_some());
        assert_eq!(challenge.blocked_until(1_599), Some(1_600));
        assert_eq!(challenge.live_code(1_600), None);
        assert_eq!(challenge.blocked_until(1_600), None);
    }

    #[test]
    fn a_browser_is_offered_to_be_remembered_at_a_sign_in_only() {
        let offered = |purpose, remembered_days| {
            let challenge = Challenge {
                purpose,
                remembered_days,
                ..Challenge::default()
            };
            challenge.offered_days()
        };
        for (purpose, expected) in [
            (Purpose::SignIn, Some(30)),
            (Purpose::Enrol, Some(30)),
            (Purpose::StepUp, None),
            (Purpose::NewPhone, None),
        ] {
            assert_eq!(offered(purpose, 30), expected, "{purpose:?}");
            assert_eq!(offered(purpose, 0), None, "{purpose:?}");
        }
    }
}
