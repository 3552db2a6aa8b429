use crate::config::{Mistake, SANDBOX_OF_PORTAL, SANDBOX_PREFIX, SETTINGS, Setting};
use clap::{Arg, ArgMatches, Args, Command, Error, FromArgMatches};

/// The value of a flag that may stand alone, for `on`.
const SWITCH: &str = "on|off";

/// One flag for each setting of the twin, with the same words, read in the same way.
pub(super) struct Flags(Vec<(&'static Setting, String)>);

fn settings() -> impl Iterator<Item = &'static Setting> {
    let of_twin = |setting: &&Setting| setting.name.starts_with(SANDBOX_PREFIX);
    SETTINGS
        .iter()
        .filter(of_twin)
        .filter(|setting| !SANDBOX_OF_PORTAL.contains(&setting.name))
}

/// `KAKUNIN_SANDBOX_CODE_LENGTH` is `code-length`.
fn flag(setting: &Setting) -> String {
    let name = setting.name.trim_start_matches(SANDBOX_PREFIX);
    name.to_ascii_lowercase().replace('_', "-")
}

/// The word in `--help` for the value of a flag.
fn placeholder(flag: &str) -> &'static str {
    match flag {
        "code-length" | "sends" | "checks" => "NUMBER",
        "lifetime-seconds" => "SECONDS",
        "check-status" => "200|201",
        "after-last-check" => "wait|restart",
        "friendly-name" => "NAME",
        "domain" => "HOST",
        "rate-limits" => "NAME=MAX/SECONDS,…",
        "custom-friendly-name" | "do-not-share-warning" | "fetch-limits" => SWITCH,
        _ => "VALUE",
    }
}

/// A number below zero is a bad value like another; what else begins with a hyphen is the next flag.
fn argument(setting: &'static Setting) -> Arg {
    let (flag, heading) = (
        flag(setting),
        "The twin; also from the environment as KAKUNIN_SANDBOX_CODE_LENGTH and so on",
    );
    let placeholder = placeholder(&flag);
    let argument = Arg::new(setting.name)
        .long(flag)
        .value_name(placeholder)
        .allow_negative_numbers(true)
        .help(setting.about)
        .help_heading(heading);
    if placeholder == SWITCH {
        argument.num_args(0..=1).default_missing_value("on")
    } else {
        argument
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[derive(clap::Parser)]
    struct Line {
        #[arg(long)]
        listen: Option<String>,
        #[command(flatten)]
        flags: Flags,
    }

    fn read(line: &str) -> Option<(Option<String>, Vec<String>)> {
        let words = ["kakunin"].into_iter().chain(line.split(' '));
        let matches = Line::command().try_get_matches_from(words).ok()?;
        let line = Line::from_arg_matches(&matches).ok()?;
        let pairs = line.flags.pairs().map(|(name, value)| format!("{name}={value}"));
        Some((line.listen, pairs.collect()))
    }

    #[test]
    fn a_switch_stands_alone_and_swallows_no_flag() {
        let on = "KAKUNIN_SANDBOX_FETCH_LIMITS=on";
        for (line, listen, expected) in [
            ("--fetch-limits", None, on),
            ("--fetch-limits --listen here", Some("here"), on),
            ("--listen here --fetch-limits on", Some("here"), on),
            ("--fetch-limits off", None, "KAKUNIN_SANDBOX_FETCH_LIMITS=off"),
            ("--checks -1", None, "KAKUNIN_SANDBOX_CHECKS=-1"),
        ] {
            let expected = Some((listen.map(str::to_owned), vec![expected.to_owned()]));
            assert_eq!(read(line), expected, "{line}");
        }
        assert_eq!(read("--checks --listen here"), None);
    }

    #[test]
    fn every_flag_says_what_it_takes() {
        for setting in settings() {
            assert_ne!(placeholder(&flag(setting)), "VALUE", "{}", setting.name);
        }
    }
}
