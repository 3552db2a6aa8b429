//! Who may see which page. The server's guard decides by it; the browser's follows, for comfort only.

use super::{Page, auth_state::Step};

/// True for pages that only some states may see; all others are open to everyone.
pub fn is_guarded(path: &str) -> bool {
    path == Page::Verify.path() || is_restricted(path)
}

fn is_restricted(path: &str) -> bool {
    path == Page::Account.path() || path.starts_with("/account/")
}

fn wants_confirmation(path: &str) -> bool {
    path.parse().is_ok_and(Page::wants_confirmation)
}

/// The page to go to instead, if someone in this state may not see the page at this plain path.
pub fn redirect_from(step: Step, path: &str) -> Option<Page> {
    let may_see = match step {
        Step::SignedOut => !is_guarded(path),
        Step::CodeNeeded => !is_restricted(path),
        Step::SignedIn if wants_confirmation(path) => return Some(Page::Confirm),
        Step::SignedIn => path != Page::Verify.path(),
        Step::Confirmed => path != Page::Verify.path() && path != Page::Confirm.path(),
    };
    (!may_see).then(|| step.page())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_sees_what_it_may() {
        let (sign_in, verify, account, confirm) = (
            Some(Page::SignIn),
            Some(Page::Verify),
            Some(Page::Account),
            Some(Page::Confirm),
        );
        let table = [
            ("/", [None, None, None, None]),
            ("/verify", [sign_in, None, account, account]),
            ("/account", [sign_in, verify, None, None]),
            ("/account/phone", [sign_in, verify, confirm, None]),
            ("/account/sessions", [sign_in, verify, confirm, None]),
            ("/account/confirm", [sign_in, verify, None, account]),
            ("/account/unknown", [sign_in, verify, None, None]),
            ("/accounts", [None, None, None, None]),
            ("/choose-password", [None, None, None, None]),
        ];
        for (path, expected) in table {
            let steps = [Step::SignedOut, Step::CodeNeeded, Step::SignedIn, Step::Confirmed];
            assert_eq!(steps.map(|step| redirect_from(step, path)), expected, "{path}");
        }
    }
}
