use crate::{
    config::Provider,
    store::{Database, Pool, StoreError},
};

const MARK: &str = "mode";

/// Whether codes of a database's accounts come from Twilio or from the sandbox, where everyone can read them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mode {
    /// Real accounts.
    Live,
    /// Accounts to play with.
    Sandbox,
}

/// The database belongs to the other mode.
#[derive(Debug, thiserror::Error)]
pub enum WrongDatabase {
    /// The accounts of a sandbox must not open a live portal.
    #[error(
        "this database was first used with the sandbox: give the live portal another DATABASE_URL or KAKUNIN_DATA_DIR"
    )]
    OfSandbox,
    /// Everyone could sign in to live accounts.
    #[error(
        "this database belongs to a live portal: set the TWILIO_ names, or give the sandbox another DATABASE_URL"
    )]
    OfLive,
    /// It could not be asked.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Mode {
    /// The mode of a portal with this provider.
    pub fn of(provider: &Provider) -> Self {
        if provider.is_sandbox() {
            Self::Sandbox
        } else {
            Self::Live
        }
    }

    /// The name in the database and in an export.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Sandbox => "sandbox",
        }
    }

    /// Marks a new database with this mode, and refuses one of the other.
    ///
    /// # Errors
    /// When the database belongs to the other mode or cannot be asked.
    pub async fn claim(self, database: &Database) -> Result<(), WrongDatabase> {
        database.leave_mark(MARK, self.as_str()).await?;
        self.compare(&database.pool).await
    }

    /// Refuses a database of the other mode and marks nothing.
    ///
    /// # Errors
    /// When the database belongs to the other mode or cannot be asked.
    pub async fn compare(self, database: &Pool) -> Result<(), WrongDatabase> {
        let mark = database.mark(MARK).await?;
        match (self, mark.as_deref()) {
            (Self::Live, Some("sandbox")) => Err(WrongDatabase::OfSandbox),
            (Self::Sandbox, Some("live")) => Err(WrongDatabase::OfLive),
            _ => Ok(()),
        }
    }
}
