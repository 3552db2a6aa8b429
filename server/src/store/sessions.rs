use super::{
    Database, StoreError, Transaction,
    database::{Pool, on},
    sealing::{place_of_challenge, place_of_user},
    transaction::Connection,
};
use crate::{auth::SessionHash, data_key::DataKey};
use app::domain::{Factor, PhoneNumber};
use sqlx::FromRow;

/// How far a session has come.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Level {
    /// The password was right.
    HalfOpen,
    /// The second factor was right, too.
    Full,
}

impl Level {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HalfOpen => "half_open",
            Self::Full => "full",
        }
    }
}

/// A session with all that a page may need to know, from one query.
#[derive(Clone, FromRow)]
pub struct SessionRow {
    /// SHA-256 of the id in the cookie.
    pub id_hash: Vec<u8>,
    /// See [`Level`].
    pub level: String,
    /// When it began, or when it rose.
    pub created_at: i64,
    /// Written at most once a minute.
    pub last_seen_at: i64,
    /// To be shown once.
    pub notice: Option<String>,
    /// Whose it is.
    pub user_id: String,
    /// The name of that user.
    pub username: String,
    /// The phone on file.
    #[sqlx(skip)]
    pub user_phone: Option<PhoneNumber>,
    /// When enrolment began to be open: when the user was made, or last got a link to choose a password.
    pub enrolment_from: i64,
    /// What the list of sessions calls it; opens nothing.
    pub public_id: String,
    /// How the second factor was proven, see [`app::domain::Factor`]; nothing while half open.
    pub factor: Option<String>,
    /// When the password was last proven in this session.
    pub password_at: i64,
    /// When a code or a recovery code was.
    pub code_at: Option<i64>,
    /// Wrong codes in a row.
    pub failures: i64,
    /// The open challenge, if the session is half open.
    pub challenge_id: Option<String>,
    /// See [`app::domain::Purpose`].
    pub purpose: Option<String>,
    /// See [`app::domain::Challenge::turn`].
    pub turn: Option<i64>,
    /// When the challenge was made.
    pub challenge_made_at: Option<i64>,
    /// The path to go to after the approval.
    pub return_to: Option<String>,
    /// The number that the challenge is about.
    #[sqlx(skip)]
    pub challenge_phone: Option<PhoneNumber>,
    /// The epoch of the verification that the challenge joined.
    pub epoch: Option<i64>,
    user_sealed: Option<String>,
    challenge_sealed: Option<String>,
}

impl SessionRow {
    fn with_phones(mut self, key: &DataKey) -> Result<Self, StoreError> {
        if let Some(sealed) = &self.user_sealed {
            self.user_phone = Some(key.open(&place_of_user(&self.user_id), sealed)?);
        }
        if let (Some(id), Some(sealed)) = (&self.challenge_id, &self.challenge_sealed) {
            self.challenge_phone = Some(key.open(&place_of_challenge(id), sealed)?);
        }
        Ok(self)
    }
}

/// A session to be made.
pub struct NewSession<'a> {
    /// SHA-256 of its id.
    pub hash: &'a SessionHash,
    /// See [`SessionRow::public_id`].
    pub public_id: &'a str,
    /// Whose it is.
    pub user_id: &'a str,
    /// Seconds since 1970.
    pub now: i64,
    /// What the browser calls itself, cut to 200 characters.
    pub user_agent: &'a str,
    /// Where the request came from.
    pub address: &'a str,
}

impl Database {
    /// The session with this hash, whatever its age.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn session(&self, hash: &SessionHash) -> Result<Option<SessionRow>, StoreError> {
        let row: Option<SessionRow> = on!(Pool, &self.pool, pool => sqlx::query_as(
            "SELECT s.id_hash, s.public_id, s.level, s.created_at, s.last_seen_at, s.factor, s.password_at, s.code_at, s.notice,
                    s.user_id, u.username, u.phone_sealed AS user_sealed,
                    COALESCE(u.invited_at, u.created_at) AS enrolment_from, u.failures,
                    c.id AS challenge_id, c.purpose, c.made_at AS challenge_made_at, c.turn, c.return_to,
                    c.phone_sealed AS challenge_sealed, c.epoch
             FROM sessions s
             JOIN users u ON u.id = s.user_id
             LEFT JOIN challenges c ON c.session_hash = s.id_hash
             WHERE s.id_hash = $1")
            .bind(hash.as_bytes())
            .fetch_optional(pool)
            .await?);
        row.map(|row| row.with_phones(&self.key)).transpose()
    }

    /// Ends one session and its challenge.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn end_session(&self, hash: &SessionHash) -> Result<(), StoreError> {
        let turn = self.turn_to_write().await?;
        on!(Pool, &self.writing, pool => sqlx::query("DELETE FROM sessions WHERE id_hash = $1")
            .bind(hash.as_bytes())
            .execute(pool)
            .await?
            .rows_affected());
        drop(turn);
        self.lasting().await
    }

    /// Notes that the session is in use.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn see_session(&self, hash: &SessionHash, now: i64) -> Result<(), StoreError> {
        let _turn = self.turn_to_write().await?;
        on!(Pool, &self.writing, pool => sqlx::query("UPDATE sessions SET last_seen_at = $2 WHERE id_hash = $1")
            .bind(hash.as_bytes())
            .bind(now)
            .execute(pool)
            .await?
            .rows_affected());
        Ok(())
    }

    /// Keeps a notice for the next page, or takes it away.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn set_notice(&self, hash: &SessionHash, notice: Option<&str>) -> Result<(), StoreError> {
        let _turn = self.turn_to_write().await?;
        on!(Pool, &self.writing, pool => sqlx::query("UPDATE sessions SET notice = $2 WHERE id_hash = $1")
            .bind(hash.as_bytes())
            .bind(notice)
            .execute(pool)
            .await?
            .rows_affected());
        Ok(())
    }
}

impl Transaction {
    /// Makes a half-open session.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn add_session(&mut self, session: &NewSession<'_>) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query(
            "INSERT INTO sessions (id_hash, public_id, user_id, level, created_at, last_seen_at, password_at, user_agent, address)
             VALUES ($1, $2, $3, 'half_open', $4, $4, $4, $5, $6)")
            .bind(session.hash.as_bytes())
            .bind(session.public_id)
            .bind(session.user_id)
            .bind(session.now)
            .bind(session.user_agent)
            .bind(session.address)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }

    /// Ends one session and its challenge.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn end_session(&mut self, hash: &SessionHash) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query("DELETE FROM sessions WHERE id_hash = $1")
            .bind(hash.as_bytes())
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }

    /// Holds a session of this level until the transaction ends; false when it is gone or of another level meanwhile.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn hold_session(&mut self, hash: &SessionHash, level: Level) -> Result<bool, StoreError> {
        let held = on!(Connection, &mut self.connection, connection => sqlx::query(
            "UPDATE sessions SET level = level WHERE id_hash = $1 AND level = $2")
            .bind(hash.as_bytes())
            .bind(level.as_str())
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(held == 1)
    }

    /// Lifts a half-open session to full under a new id; false when it is gone or already lifted.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn raise_session(
        &mut self,
        old: &SessionHash,
        new: &SessionHash,
        factor: Factor,
        now: i64,
    ) -> Result<bool, StoreError> {
        let code_at = factor.is_code().then_some(now);
        let raised = on!(Connection, &mut self.connection, connection => sqlx::query(
            "UPDATE sessions SET id_hash = $2, access_hash = NULL, level = 'full', factor = $4, code_at = $5, created_at = $3,
                    last_seen_at = $3, notice = NULL
             WHERE id_hash = $1 AND level = 'half_open'")
            .bind(old.as_bytes())
            .bind(new.as_bytes())
            .bind(now)
            .bind(factor.as_str())
            .bind(code_at)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(raised == 1)
    }

    /// Ends every half-open session of a user.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn end_half_open_sessions(&mut self, user_id: &str) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query("DELETE FROM sessions WHERE user_id = $1 AND level = 'half_open'")
            .bind(user_id)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }
}
