use rusqlite::ffi::{
    self, SQLITE_BUSY_SNAPSHOT, SQLITE_CONSTRAINT_CHECK, SQLITE_CONSTRAINT_FOREIGNKEY,
    SQLITE_CONSTRAINT_NOTNULL, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE,
};
use sqlx::error::{DatabaseError, ErrorKind};
use std::{borrow::Cow, error::Error};

/// SQLite refused.
#[derive(Debug, thiserror::Error)]
#[error("(code: {code}) {message}")]
pub struct SqliteFailure {
    code: i32,
    message: String,
}

impl DatabaseError for SqliteFailure {
    fn message(&self) -> &str {
        &self.message
    }

    /// The extended result code, as a number.
    fn code(&self) -> Option<Cow<'_, str>> {
        Some(self.code.to_string().into())
    }

    fn as_error(&self) -> &(dyn Error + Send + Sync + 'static) {
        self
    }

    fn as_error_mut(&mut self) -> &mut (dyn Error + Send + Sync + 'static) {
        self
    }

    fn into_error(self: Box<Self>) -> Box<dyn Error + Send + Sync + 'static> {
        self
    }

    fn kind(&self) -> ErrorKind {
        match self.code {
            SQLITE_CONSTRAINT_UNIQUE | SQLITE_CONSTRAINT_PRIMARYKEY => ErrorKind::UniqueViolation,
            SQLITE_CONSTRAINT_FOREIGNKEY => ErrorKind::ForeignKeyViolation,
            SQLITE_CONSTRAINT_NOTNULL => ErrorKind::NotNullViolation,
            SQLITE_CONSTRAINT_CHECK => ErrorKind::CheckViolation,
            _ => ErrorKind::Other,
        }
    }
}

/// What `rusqlite` says, as sqlx says it.
pub(super) fn told(error: rusqlite::Error) -> sqlx::Error {
    let (failure, message) = match error {
        rusqlite::Error::SqliteFailure(failure, message) => (failure, message),
        rusqlite::Error::SqlInputError { error, msg, .. } => (error, Some(msg)),
        other => return sqlx::Error::Decode(other.into()),
    };
    let code = failure.extended_code;
    let message = message.unwrap_or_else(|| ffi::code_to_str(code).to_owned());
    SqliteFailure { code, message }.into()
}

/// Somebody else holds what is wanted, and may give it back. A transaction that has read and comes too late to write will not get it
/// by waiting (Result and Error Codes, `SQLITE_BUSY_SNAPSHOT`).
pub(super) fn is_busy(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error();
    code.is_some_and(|code| {
        code.code == ffi::ErrorCode::DatabaseBusy && code.extended_code != SQLITE_BUSY_SNAPSHOT
    })
}
