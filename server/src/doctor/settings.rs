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
        let nearest = SETTINGS
            .iter()
            .filter(|setting| setting.name.starts_with("TWILIO_"))
            .min_by_key(|setting| strsim::damerau_levenshtein(name, setting.name))
            .map_or("", |setting| setting.name);
        Finding::warning(
            name,
            format!("is not read by the portal; the nearest setting is {nearest}"),
        )
    })
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
}
