use super::verification::Verification;
use std::collections::{BTreeMap, HashMap};

/// How many verifications are remembered; the oldest go first. Far more than five minutes of a load test.
const REMEMBERED: usize = 100_000;

/// Which verification a request means.
pub(super) enum Target {
    Sid(String),
    /// The latest of this number.
    Number(String),
}

/// Every verification, found by SID or, the latest, by number.
#[derive(Default)]
pub(super) struct Ledger {
    rows: BTreeMap<u64, Verification>,
    by_sid: HashMap<String, u64>,
    by_number: HashMap<String, u64>,
    next: u64,
}

impl Ledger {
    pub(super) fn find(&mut self, target: &Target) -> Option<&mut Verification> {
        let row = match target {
            Target::Sid(sid) => self.by_sid.get(sid),
            Target::Number(to) => self.by_number.get(to),
        }?;
        self.rows.get_mut(row)
    }

    pub(super) fn insert(&mut self, verification: Verification) {
        let row = self.next;
        self.next += 1;
        self.by_sid.insert(verification.sid.clone(), row);
        self.by_number.insert(verification.to.clone(), row);
        self.rows.insert(row, verification);
        if self.rows.len() > REMEMBERED {
            self.forget_oldest();
        }
    }

    fn forget_oldest(&mut self) {
        let Some((row, oldest)) = self.rows.pop_first() else {
            return;
        };
        self.by_sid.remove(&oldest.sid);
        if self.by_number.get(&oldest.to) == Some(&row) {
            self.by_number.remove(&oldest.to);
        }
    }

    pub(super) fn newest_first(&self) -> impl Iterator<Item = &Verification> {
        self.rows.values().rev()
    }
}
