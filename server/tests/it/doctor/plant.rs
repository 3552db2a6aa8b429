use crate::process::Place;
use std::collections::BTreeMap;

type Preparation = Box<dyn Fn(&Place)>;

/// One mistake in an otherwise healthy configuration, and the lines that must tell it.
pub(super) struct Plant {
    pub what: &'static str,
    pub settings: BTreeMap<String, Option<String>>,
    pub prepare: Option<Preparation>,
    /// Severity, name, and words of the sentence.
    pub expected: Vec<(&'static str, &'static str, String)>,
}

impl Plant {
    pub(super) fn new(what: &'static str) -> Self {
        Self {
            what,
            settings: BTreeMap::new(),
            prepare: None,
            expected: Vec::new(),
        }
    }

    pub(super) fn set(mut self, name: &str, value: impl Into<String>) -> Self {
        self.settings.insert(name.into(), Some(value.into()));
        self
    }

    pub(super) fn unset(mut self, name: &str) -> Self {
        self.settings.insert(name.into(), None);
        self
    }

    /// Something to do in the working directory before the doctor comes.
    pub(super) fn prepare(mut self, prepare: impl Fn(&Place) + 'static) -> Self {
        self.prepare = Some(Box::new(prepare));
        self
    }

    pub(super) fn mistake(self, name: &'static str, words: impl Into<String>) -> Self {
        self.expect("mistake", name, words)
    }

    pub(super) fn warning(self, name: &'static str, words: impl Into<String>) -> Self {
        self.expect("warning", name, words)
    }

    fn expect(mut self, severity: &'static str, name: &'static str, words: impl Into<String>) -> Self {
        self.expected.push((severity, name, words.into()));
        self
    }
}
