use crate::config::{Mistake, SANDBOX_HOSTS, SANDBOX_PREFIX, SETTINGS, Setting};
use clap::{Arg, ArgMatches, Args, Command, Error, FromArgMatches};

/// One flag for each setting of the twin, with the same words, read in the same way.
pub(super) struct Flags(Vec<(&'static Setting, String)>);

fn settings() -> impl Iterator<Item = &'static Setting> {
    let of_twin = |setting: &&Setting| setting.name.starts_with(SANDBOX_PREFIX);
    SETTINGS
        .iter()
        .filter(of_twin)
        .filter(|setting| setting.name != SANDBOX_HOSTS)
}

/// `KAKUNIN_SANDBOX_CODE_LENGTH` is `code-length`.
fn flag(setting: &Setting) -> String {
    let name = setting.name.trim_start_matches(SANDBOX_PREFIX);
    name.to_ascii_lowercase().replace('_', "-")
}

fn argument(setting: &'static Setting) -> Arg {
    Arg::new(setting.name)
        .long(flag(setting))
        .value_name("VALUE")
        .allow_hyphen_values(true)
        .help(setting.about)
        .help_heading("The twin; also from the environment as KAKUNIN_SANDBOX_CODE_LENGTH and so on")
}

impl Args for Flags {
    fn augment_args(command: Command) -> Command {
        command.args(settings().map(argument))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Flags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let given = |setting: &'static Setting| {
            let value = matches.get_one::<String>(setting.name)?;
            Some((setting, value.clone()))
        };
        Ok(Self(settings().filter_map(given).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Flags {
    /// What was given, under the names of the environment.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (String, String)> {
        let pair = |(setting, value): &(&Setting, String)| (setting.name.to_owned(), value.clone());
        self.0.iter().map(pair)
    }

    /// The mistakes, with the flag's name where a flag brought the value.
    pub(super) fn lines(&self, mistakes: &[Mistake]) -> Vec<String> {
        mistakes.iter().map(|mistake| self.line(mistake)).collect()
    }

    fn line(&self, Mistake(text): &Mistake) -> String {
        let named = |(setting, _): &&(&Setting, String)| text.split(' ').next() == Some(setting.name);
        match self.0.iter().find(named) {
            Some((setting, _)) => text.replacen(setting.name, &format!("--{}", flag(setting)), 1),
            None => text.clone(),
        }
    }
}
