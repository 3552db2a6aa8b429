//! Which pages have a form whose fields a change of the language keeps, without script, too.

use super::{AuthState, Page};

/// The `id` of that form. The buttons of the languages belong to it until script is awake.
pub const TYPED_FORM: &str = "typed";

/// True where the page of this state has it. A button that names a form which is not there would do nothing.
pub fn has_typed_form(page: Page, state: &AuthState) -> bool {
    match (page, state) {
        (Page::SignIn, AuthState::SignedOut) | (Page::Phone, AuthState::SignedIn(_)) => true,
        (Page::Verify, AuthState::CodeNeeded(challenge)) => {
            challenge.takes_number() && challenge.enrolment_open
        }
        _ => false,
    }
}
