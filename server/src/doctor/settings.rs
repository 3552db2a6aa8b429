use super::Finding;
use crate::config::{Config, Environment, Mistake, Stranger};

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
        findings.extend(environment.strangers().map(|stranger| of_stranger(&stranger)));
        if findings.is_empty() {
            findings.push(Finding::ok(
                "settings",
                "every name is known and every value has its form",
            ));
        }
        findings
    }
}

fn of_stranger(stranger: &Stranger<'_>) -> Finding {
    Finding::warning(
        stranger.name,
        format!("is no setting of Kakunin; {}", stranger.remedy()),
    )
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
