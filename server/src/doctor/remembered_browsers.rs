use super::Finding;
use crate::auth::Lifetimes;

const NAME: &str = "remembered-browsers";

/// A browser that stands for a code is a choice between comfort and a standard, which an operator should know to have made.
pub(super) fn examine(lifetimes: &Lifetimes) -> Finding {
    match lifetimes.remembered_days() {
        0 => Finding::ok(NAME, "every sign-in needs a code"),
        days => Finding::warning(
            NAME,
            format!(
                "KAKUNIN_REMEMBER_BROWSER_DAYS is {days}: for so long a browser may stand for the code at sign-in, which \
                 is not level AAL2 of NIST SP 800-63B-4; changes of an account still need a code"
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::Severity;

    #[test]
    fn only_a_portal_that_remembers_is_warned_of() {
        let mut lifetimes = Lifetimes::default();
        assert_eq!(examine(&lifetimes).severity, Severity::Ok);
        lifetimes.remembered_browser = Some(86_400);
        assert_eq!(examine(&lifetimes).severity, Severity::Warning);
    }
}
