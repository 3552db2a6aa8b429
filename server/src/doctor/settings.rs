use super::Finding;
use crate::config::{Config, Environment, Mistake, SETTINGS};

/// The settings, as far as they can be read.
pub(super) struct Settings {
    pub(super) config: Config,
    mistakes: Vec<Mistake>,
}

impl Settings {
    pub(super) fn read(environment: &Environment) -> Self {
        let (config, mistakes) = Config::read_with_mistakes(environment);
        Self { config, mistakes }
    }

    /// True when no setting whose name begins like this is a mistake.
    pub(super) fn are_good(&self, start: &str) -> bool {
        let is_about = |mistake: &Mistake| {
            mistake
                .setting()
                .is_some_and(|(name, said)| name.starts_with(start) && !said.starts_with("is no setting"))
        };
        !self.mistakes.iter().any(is_about)
    }

    /// Settings that contradict each other: the sandbox and a public address.
    pub(super) fn contradictions(&self) -> impl Iterator<Item = &Mistake> {
        self.mistakes.iter().filter(|mistake| mistake.setting().is_none())
    }

    /// One line for each setting that cannot be used, or one for all.
    pub(super) fn findings(&self, environment: &Environment) -> Vec<Finding> {
        let mistakes = self.mistakes.iter().filter_map(Mistake::setting);
        let mut findings: Vec<_> = mistakes
            .map(|(name, said)| Finding::mistake(name, said))
            .collect();
        findings.extend(strangers(environment));
        if findings.is_empty() {
            findings.push(Finding::ok(
                "settings",
                "every name is known and every value has its form",
            ));
        }
        findings
    }
}

/// Other programs have TWILIO_ names too, so an unknown one is no mistake; but it may be a misspelt one, without which the
/// portal runs its sandbox.
fn strangers(environment: &Environment) -> impl Iterator<Item = Finding> {
    let unknown = environment
        .names()
        .filter(|name| name.starts_with("TWILIO_") && !SETTINGS.iter().any(|setting| setting.name == *name));
    unknown.map(|name| {
        let remedy = match nearest(name) {
            Some(known) => format!("did you mean {known}?"),
            None => "kakunin --help lists what it reads".into(),
        };
        Finding::warning(name, format!("is not read by the portal; {remedy}"))
    })
}

/// A setting that looks like it, if one does.
fn nearest(name: &str) -> Option<&'static str> {
    let likeness = |known: &str| strsim::normalized_damerau_levenshtein(name, known);
    let ours = SETTINGS.iter().map(|setting| setting.name);
    let nearest = ours.max_by(|one, other| likeness(one).total_cmp(&likeness(other)))?;
    (likeness(nearest) > 0.6).then_some(nearest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_says_nothing_about_the_right_one() {
        let read = |pairs: &[(&str, &str)]| Settings::read(&Environment::of(pairs.iter().copied()));
        assert!(read(&[("KAKUNIN_LISTENS", "x")]).are_good("KAKUNIN_LISTEN"));
        assert!(!read(&[("KAKUNIN_LISTEN", "x")]).are_good("KAKUNIN_LISTEN"));
    }

    #[test]
    fn only_what_looks_alike_is_suggested() {
        assert_eq!(nearest("TWILIO_AUTH_TOEKN"), Some("TWILIO_AUTH_TOKEN"));
        assert_eq!(
            nearest("TWILIO_VERIFY_SERVICE_SID"),
            Some("TWILIO_VERIFICATION_SID")
        );
        assert_eq!(nearest("TWILIO_PHONE_NUMBER"), None);
    }
}
