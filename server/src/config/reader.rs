use super::{Environment, Mistake};
use std::{fmt::Display, str::FromStr};

/// Reads settings and collects what is wrong with them.
pub(super) struct Reader<'a> {
    environment: &'a Environment,
    mistakes: Vec<Mistake>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(environment: &'a Environment) -> Self {
        Self {
            environment,
            mistakes: Vec::new(),
        }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.environment.names()
    }

    pub(super) fn text(&self, name: &str) -> Option<&'a str> {
        self.environment.get(name)
    }

    /// The value, the default where there is none, and a mistake where it cannot be read. Never for secrets: the mistake
    /// repeats the value.
    pub(super) fn parsed<T: FromStr<Err: Display>>(&mut self, name: &str, default: T, expected: &str) -> T {
        let Some(value) = self.text(name) else {
            return default;
        };
        value.parse().unwrap_or_else(|_| {
            self.mistake(format!("{name} must be {expected}, not `{value}`"));
            default
        })
    }

    /// A whole number between the two.
    pub(super) fn number(&mut self, name: &str, default: i64, least: i64, most: i64) -> i64 {
        let expected = format!("a whole number from {least} to {most}");
        let number = self.parsed(name, default, &expected);
        if (least..=most).contains(&number) {
            return number;
        }
        self.mistake(format!("{name} must be {expected}, not `{number}`"));
        default
    }

    /// One of these words; the first is the default.
    pub(super) fn choice<T: Copy>(&mut self, name: &str, choices: &[(&str, T)]) -> T {
        let value = self.text(name).unwrap_or(choices[0].0);
        let found = choices.iter().find(|(word, _)| *word == value);
        found
            .unwrap_or_else(|| {
                let words: Vec<_> = choices.iter().map(|(word, _)| *word).collect();
                self.mistake(format!("{name} must be {}, not `{value}`", words.join(" or ")));
                &choices[0]
            })
            .1
    }

    pub(super) fn mistake(&mut self, line: String) {
        self.mistakes.push(Mistake(line));
    }

    pub(super) fn finish(self) -> Vec<Mistake> {
        self.mistakes
    }
}
