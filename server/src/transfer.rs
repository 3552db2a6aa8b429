//! Accounts in a file, on their way into another database, of the other engine, too. The form of the file is in docs/contracts.md.

mod export;
mod import;
mod line;

pub use export::{ExportError, export};
pub use import::{ImportError, import};

/// What a file holds.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Count {
    /// Accounts.
    pub accounts: u64,
    /// Rows of the audit log.
    pub audit_rows: u64,
}
