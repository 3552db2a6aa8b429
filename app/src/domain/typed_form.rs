//! Which pages have a form whose fields a change of the language or of light and dark keeps, without script, too.

use super::{AuthState, Channel, Page};

/// The `id` of that form. The buttons of the switches belong to it until script is awake.
pub const TYPED_FORM: &str = "typed";

/// What Enter presses in the form. A browser presses the first button of a form, and those of the languages stand before all
/// others of the page: one that means what Enter has always meant must stand before them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum EnterKey {
    /// The only button.
    Submits,
    /// The first button of the form that sends codes.
    Sends(Channel),
}

/// The form of the page of this state, if it has one. A button that names a form which is not there would do nothing.
pub fn typed_form(page: Page, state: &AuthState) -> Option<EnterKey> {
    let challenge = match (page, state) {
        (Page::SignIn, AuthState::SignedOut) => return Some(EnterKey::Submits),
        (Page::Verify, AuthState::CodeNeeded(challenge)) => Some(challenge),
        (Page::Phone, AuthState::SignedIn(account)) => account.challenge.as_ref(),
        _ => return None,
    };
    match challenge.filter(|challenge| challenge.takes_number()) {
        Some(challenge) if !challenge.enrolment_open => None,
        Some(challenge) => Some(EnterKey::Sends(challenge.first_channel())),
        None => (page == Page::Phone).then_some(EnterKey::Sends(Channel::Sms)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Challenge, Purpose};

    #[test]
    fn enter_means_the_first_button_of_the_form() {
        let enrols = |sends, enrolment_open| {
            AuthState::CodeNeeded(Challenge {
                purpose: Purpose::Enrol,
                sends,
                enrolment_open,
                ..Challenge::default()
            })
        };
        let sign_in = AuthState::CodeNeeded(Challenge::default());
        for (page, state, expected) in [
            (Page::SignIn, AuthState::SignedOut, Some(EnterKey::Submits)),
            (Page::SignIn, sign_in.clone(), None),
            (Page::Verify, sign_in, None),
            (Page::Verify, enrols(0, true), Some(EnterKey::Sends(Channel::Sms))),
            (
                Page::Verify,
                enrols(2, true),
                Some(EnterKey::Sends(Channel::Call)),
            ),
            (Page::Verify, enrols(0, false), None),
            (Page::ChoosePassword, AuthState::SignedOut, None),
        ] {
            assert_eq!(typed_form(page, &state), expected, "{page:?}");
        }
    }
}
