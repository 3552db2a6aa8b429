use super::writers::NoTurn;
use crate::data_key::CannotOpen;
use std::{fmt, io};

/// A query failed. The cause is for the log and never for a page.
#[derive(Debug)]
pub struct StoreError {
    cause: sqlx::Error,
    in_commit: bool,
}

impl fmt::Display for StoreError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "database: {}", self.cause)
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

impl From<sqlx::Error> for StoreError {
    /// The one way in which a failure of the engine becomes ours, so it is counted here.
    fn from(cause: sqlx::Error) -> Self {
        let in_commit = false;
        let error = Self { cause, in_commit };
        crate::metrics::database_failed(error.kind().as_str());
        error
    }
}

impl From<CannotOpen> for StoreError {
    fn from(error: CannotOpen) -> Self {
        sqlx::Error::Decode(Box::new(error)).into()
    }
}

/// What is the matter, as far as somebody can do something about it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FailureKind {
    /// Nobody can connect, or the connection broke.
    Lost,
    /// No connection was free in time.
    Exhausted,
    /// Somebody else held what was wanted for too long.
    Locked,
    /// The engine ended this transaction in favour of another one.
    Undone,
    /// It took longer than the server allows.
    Slow,
    /// There is no room on the disk.
    Full,
    /// It can be read only.
    ReadOnly,
    /// Anything else.
    Other,
}

impl FailureKind {
    /// A stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Exhausted => "exhausted",
            Self::Locked => "locked",
            Self::Undone => "undone",
            Self::Slow => "slow",
            Self::Full => "full",
            Self::ReadOnly => "read_only",
            Self::Other => "other",
        }
    }

    fn of(error: &sqlx::Error) -> Self {
        match error {
            sqlx::Error::Io(cause) if is_full(cause) => Self::Full,
            sqlx::Error::Io(cause) if has_no_turn(cause) => Self::Locked,
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Lost,
            sqlx::Error::PoolTimedOut => Self::Exhausted,
            sqlx::Error::Database(cause) => Self::of_code(&cause.code().unwrap_or_default()),
            _ => Self::Other,
        }
    }

    /// SQLSTATE has five characters (PostgreSQL, Error Codes), SQLite's extended result codes are numbers whose last byte is the
    /// kind.
    fn of_code(code: &str) -> Self {
        match code {
            "40001" | "40P01" => return Self::Undone,
            "55P03" => return Self::Locked,
            "57014" => return Self::Slow,
            "53100" => return Self::Full,
            "25006" => return Self::ReadOnly,
            "53300" => return Self::Exhausted,
            // The server goes down, has crashed, starts, or ended a transaction that was forgotten.
            "57P01" | "57P02" | "57P03" | "25P03" => return Self::Lost,
            _ if code.len() == 5 && code.starts_with("08") => return Self::Lost,
            _ => {}
        }
        let kind = (code.len() < 5).then(|| code.parse::<u32>().ok()).flatten();
        match kind.map(|number| number & 0xff) {
            Some(5 | 6) => Self::Locked,
            Some(8) => Self::ReadOnly,
            Some(13) => Self::Full,
            _ => Self::Other,
        }
    }
}

fn is_full(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::StorageFull
}

fn has_no_turn(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|cause| cause.is::<NoTurn>())
}

impl StoreError {
    /// The engine was asked to make a transaction last, and did not say that it did.
    pub(super) fn in_commit(cause: sqlx::Error) -> Self {
        Self {
            in_commit: true,
            ..cause.into()
        }
    }

    /// What is the matter.
    pub fn kind(&self) -> FailureKind {
        FailureKind::of(&self.cause)
    }

    /// True when nothing of the transaction remains and the same again may do: the engine ended it in favour of another one, or
    /// the connection broke before it was asked to make it last. After a commit without an answer nobody knows.
    pub fn may_try_again(&self) -> bool {
        match self.kind() {
            FailureKind::Undone => true,
            FailureKind::Lost => !self.in_commit && !matches!(self.cause, sqlx::Error::PoolClosed),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_both_engines_are_told_apart() {
        let table = [
            ("40001", FailureKind::Undone),
            ("40P01", FailureKind::Undone),
            ("55P03", FailureKind::Locked),
            ("57014", FailureKind::Slow),
            ("57P01", FailureKind::Lost),
            ("08006", FailureKind::Lost),
            ("53100", FailureKind::Full),
            ("25006", FailureKind::ReadOnly),
            ("23505", FailureKind::Other),
            ("5", FailureKind::Locked),
            ("517", FailureKind::Locked),
            ("13", FailureKind::Full),
            ("1032", FailureKind::ReadOnly),
            ("2067", FailureKind::Other),
        ];
        for (code, expected) in table {
            assert_eq!(FailureKind::of_code(code), expected, "{code}");
        }
    }

    #[test]
    fn a_connection_that_broke_in_a_commit_proves_nothing() {
        let broken = || sqlx::Error::Io(io::ErrorKind::UnexpectedEof.into());
        assert!(StoreError::from(broken()).may_try_again());
        assert!(!StoreError::in_commit(broken()).may_try_again());
        assert!(!StoreError::from(sqlx::Error::PoolTimedOut).may_try_again());
        assert!(!StoreError::from(sqlx::Error::RowNotFound).may_try_again());
    }
}
