use super::dotenv::{self, DotenvError};
use std::{collections::BTreeMap, path::Path};

/// Names and values as they were found. Has no `Debug`: it holds secrets.
#[derive(Clone, Default)]
pub struct Environment(BTreeMap<String, String>);

impl Environment {
    /// The environment of the process over the file `.env`, if there is one.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn of_process(dotenv: &Path) -> Result<Self, DotenvError> {
        let mut values = dotenv::read(dotenv)?;
        let process = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        values.extend(process);
        Ok(Self(values))
    }

    /// An environment made of these pairs and nothing else.
    pub fn of<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self(
            pairs
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        )
    }

    /// These pairs over what is there already.
    #[must_use]
    pub fn overridden_by(mut self, pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        self.0.extend(pairs);
        self
    }

    /// A value; an empty one counts as none, as it does in most shells' idioms.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .get(name)
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// All names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
