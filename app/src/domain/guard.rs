//! Who may see which page. The server's guard decides by it; the browser's follows, for comfort only.

use super::auth_state::Step;

/// True for pages that only some states may see; all others are open to everyone.
pub fn is_guarded(path: &str) -> bool {
    path == "/verify" || is_restricted(path)
}

fn is_restricted(path: &str) -> bool {
    path == "/account" || path.starts_with("/account/")
}

/// The page to go to instead, if someone in this state may not see the page at this plain path.
pub fn redirect_from(step: Step, path: &str) -> Option<&'static str> {
    let may_see = match step {
        Step::SignedOut => !is_guarded(path),
        Step::CodeNeeded => !is_restricted(path),
        Step::SignedIn => path != "/verify",
    };
    (!may_see).then(|| step.page())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_sees_what_it_may() {
        let table = [
            ("/", [None, None, None]),
            ("/verify", [Some("/"), None, Some("/account")]),
            ("/account", [Some("/"), Some("/verify"), None]),
            ("/account/phone", [Some("/"), Some("/verify"), None]),
            ("/accounts", [None, None, None]),
        ];
        for (path, expected) in table {
            let steps = [Step::SignedOut, Step::CodeNeeded, Step::SignedIn];
            assert_eq!(steps.map(|step| redirect_from(step, path)), expected, "{path}");
        }
    }
}
