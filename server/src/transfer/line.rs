use crate::store::{AuditRow, MovedAccount};
use serde::{Deserialize, Serialize};

/// The form that this release writes and reads. Another one when anything in [`Line`] changes.
pub(super) const FORM: u64 = 1;
/// What the seal is a keyed hash of, among all that the data key hashes.
pub(super) const SEAL: &str = "export";

/// One line of the file: an object with one name.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Line {
    /// The first line.
    KakuninExport(Head),
    /// An account with all that moves along.
    Account(Box<MovedAccount>),
    /// A row of the audit log.
    Audit(AuditRow),
    /// The last line.
    End(End),
}

/// Times are seconds since 1970.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub form: u64,
    pub made_at: i64,
    /// Of the live portal or of the sandbox.
    pub mode: String,
    /// Check value of the key that the numbers are sealed with.
    pub data_key: String,
    /// Since when an operator has stopped all sends.
    pub sends_stopped_at: Option<i64>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct End {
    /// Keyed hash of the SHA-256 of all lines before, as hex digits.
    pub seal: String,
}
