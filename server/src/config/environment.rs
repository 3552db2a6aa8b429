use std::{collections::BTreeMap, io, path::Path};

/// Names and values as they were found. Has no `Debug`: it holds secrets.
#[derive(Clone, Default)]
pub struct Environment(BTreeMap<String, String>);

/// The file `.env` is there and cannot be read.
#[derive(Debug, thiserror::Error)]
#[error(".env cannot be read: {0}")]
pub struct DotenvError(String);

impl Environment {
    /// The environment of the process over the file `.env`, if there is one.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn of_process(dotenv: &Path) -> Result<Self, DotenvError> {
        let mut values = read_dotenv(dotenv)?;
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

fn read_dotenv(path: &Path) -> Result<BTreeMap<String, String>, DotenvError> {
    match dotenvy::from_path_iter(path) {
        // The message of a parse error repeats the line, which may be a secret.
        Ok(lines) => lines
            .collect::<Result<_, _>>()
            .map_err(|_| DotenvError("a line is not NAME=value".into())),
        Err(dotenvy::Error::Io(error)) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeMap::new()),
        Err(error) => Err(DotenvError(error.to_string())),
    }
}
