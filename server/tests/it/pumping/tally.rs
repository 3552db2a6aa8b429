use super::scene::Answer;
use std::{collections::BTreeMap, fmt};

/// What became of all presses.
#[derive(Default)]
pub(super) struct Tally {
    pub presses: usize,
    pub messages: usize,
    pub approved: usize,
    /// By what the person was told.
    pub refused: BTreeMap<&'static str, usize>,
}

impl Tally {
    pub(super) fn count(&mut self, answer: &Answer) {
        self.presses += 1;
        match answer {
            Answer::Message => self.messages += 1,
            Answer::Refused(notice) => *self.refused.entry(notice.as_str()).or_default() += 1,
        }
    }

    pub(super) fn count_refused(&self) -> usize {
        self.refused.values().sum()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} presses: {} messages, {} approved, {} refused",
            self.presses,
            self.messages,
            self.approved,
            self.count_refused()
        )?;
        for (reason, count) in &self.refused {
            write!(formatter, ", {reason} {count}")?;
        }
        Ok(())
    }
}
