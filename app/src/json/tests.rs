use super::{FromJson, Json};
use crate::{domain::*, error::AppError, page_start::PageStart};
use serde_json::Value;

/// As `JSON.parse` of a browser would have parsed it.
impl Json for Value {
    fn field(&self, name: &str) -> Option<Self> {
        self.get(name).cloned()
    }

    fn elements(&self) -> Option<Vec<Self>> {
        self.as_array().cloned()
    }

    fn text(&self) -> Option<String> {
        self.as_str().map(ToOwned::to_owned)
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn flag(&self) -> Option<bool> {
        self.as_bool()
    }

    fn is_null(&self) -> bool {
        self.is_null()
    }
}

fn is_read_as_it_was_written<T>(written: T)
where
    T: FromJson + serde::Serialize + PartialEq + std::fmt::Debug,
{
    let json = serde_json::to_value(&written).unwrap();
    assert_eq!(T::from_json(&json).as_ref(), Some(&written), "{json}");
}

#[test]
fn every_word_is_read_by_its_name_and_nothing_else_is() {
    Notice::ALL.into_iter().for_each(is_read_as_it_was_written);
    ActivityKind::ALL.into_iter().for_each(is_read_as_it_was_written);
    Page::ALL.into_iter().for_each(is_read_as_it_was_written);
    Language::ALL.into_iter().for_each(is_read_as_it_was_written);
    Theme::ALL.into_iter().for_each(is_read_as_it_was_written);
    [Factor::Sms, Factor::Call, Factor::Recovery, Factor::Browser]
        .into_iter()
        .for_each(is_read_as_it_was_written);
    [
        Purpose::SignIn,
        Purpose::Enrol,
        Purpose::StepUp,
        Purpose::NewPhone,
    ]
    .into_iter()
    .for_each(is_read_as_it_was_written);
    [AppError::BadInput, AppError::Unavailable]
        .into_iter()
        .for_each(is_read_as_it_was_written);
    for other in ["\"whoever\"", "7", "null", "{}", "[]"] {
        let json: Value = serde_json::from_str(other).unwrap();
        assert_eq!(Notice::from_json(&json), None, "{other}");
        assert_eq!(View::from_json(&json), None, "{other}");
    }
}

#[test]
fn a_page_is_read_as_it_was_written_whatever_it_holds() {
    is_read_as_it_was_written(PageStart::default());
    is_read_as_it_was_written(PageStart {
        typed: Typed::new("hanako", "090-1234-5678"),
        ..PageStart::default()
    });
    for state in [
        AuthState::SignedOut,
        AuthState::CodeNeeded(Challenge::default()),
        AuthState::CodeNeeded(challenge()),
        AuthState::SignedIn(account(None)),
        AuthState::SignedIn(account(Some(challenge()))),
    ] {
        is_read_as_it_was_written(View {
            state,
            notice: Some(Notice::WrongCode),
            until: Some(1_767_259_800),
            page: Some(Page::RecoveryCodes),
            elsewhere: Some("https://wiki.example.com/?a=1".into()),
            as_of: 1_767_259_700,
        });
    }
}

#[test]
fn what_lacks_a_field_is_nothing() {
    let mut json = serde_json::to_value(View::default()).unwrap();
    assert!(json.as_object_mut().unwrap().remove("as_of").is_some());
    assert_eq!(View::from_json(&json), None);
}

fn challenge() -> Challenge {
    Challenge {
        user_id: "花子".into(),
        purpose: Purpose::NewPhone,
        enrolment_open: true,
        turn: 3,
        phone: phone(),
        sent: Some(SentCode {
            channel: Channel::Call,
            confirmed: true,
            sent_at: 1,
            expires_at: 2,
            checks_left: 3,
        }),
        blocked_until: Some(4),
        next_send_at: 5,
        sends: 6,
        sends_left: 7,
        remembered_days: 8,
        code_length: 9,
        as_of: 10,
    }
}

fn account(challenge: Option<Challenge>) -> Account {
    let activity = Activity {
        at: 1,
        kind: ActivityKind::CodeSent,
        address: Some("203.0.113.7".into()),
        device: None,
        phone: Some("•••• 5678".into()),
    };
    Account {
        user_id: "hanako".into(),
        phone: phone(),
        role: Role::SecondFactorAuthenticated,
        factor: Some(Factor::Recovery),
        confirmed_until: Some(2),
        challenge,
        sessions: vec![SessionSummary {
            id: "3".into(),
            device: "Firefox, Windows".into(),
            address: "203.0.113.7".into(),
            began_at: 4,
            last_seen_at: 5,
            factor: None,
            is_this: true,
        }],
        browsers: vec![RememberedBrowser {
            id: "6".into(),
            device: String::new(),
            last_used_at: 7,
            expires_at: 8,
        }],
        activity: vec![activity.clone(), activity.clone()],
        last_sign_in: Some(Box::new(activity)),
        recovery_codes_left: 9,
        recovery_codes_made_at: Some(10),
    }
}

fn phone() -> Option<MaskedPhone> {
    let number: PhoneNumber = "+819012345678".parse().unwrap();
    Some(number.masked())
}
