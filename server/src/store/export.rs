//! Everything that moves to another database, read as it stood at one moment.

use super::{
    AuditRow, Database, StoreError,
    database::{Pool, on},
    transaction::Connection,
};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use std::collections::HashMap;

/// An account with all that moves along. Times are seconds since 1970. The names are part of the form of an export:
/// whoever changes one makes a new form.
#[derive(Clone, Deserialize, FromRow, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MovedAccount {
    /// See [`super::User::id`].
    pub id: String,
    /// See [`super::User::username`].
    pub username: String,
    /// See [`super::User::password_hash`].
    pub password_hash: String,
    /// When the account was made.
    pub created_at: i64,
    /// Wrong codes in a row.
    pub failures: i64,
    /// When the latest link to choose a password was made.
    pub invited_at: Option<i64>,
    /// Since when an operator keeps it shut.
    pub locked_at: Option<i64>,
    /// The phone on file, sealed for this account.
    pub phone_sealed: Option<String>,
    /// Keyed hash of the same.
    pub phone_hash: Option<String>,
    /// What is left of them.
    #[sqlx(skip)]
    pub recovery_codes: Vec<MovedCode>,
    /// Links to choose a password that nobody has used.
    #[sqlx(skip)]
    pub links: Vec<MovedLink>,
}

/// A recovery code of a [`MovedAccount`].
#[derive(Clone, Deserialize, FromRow, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MovedCode {
    #[serde(skip)]
    user_id: String,
    /// See [`super::HashedRecoveryCode::row_key`].
    pub row_key: String,
    /// See [`super::HashedRecoveryCode::hash`].
    pub code_hash: String,
    /// When it was made.
    pub made_at: i64,
}

/// A link of a [`MovedAccount`].
#[derive(Clone, Deserialize, FromRow, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MovedLink {
    #[serde(skip)]
    user_id: String,
    /// SHA-256 of its token.
    #[serde(with = "as_hex")]
    pub token_hash: Vec<u8>,
    /// When it was made.
    pub made_at: i64,
    /// Until when it is good.
    pub expires_at: i64,
}

/// A database as it stood at the first question; what is written meanwhile is not seen.
pub struct Snapshot {
    connection: Connection,
}

const ACCOUNTS: &str = "SELECT id, username, password_hash, created_at, failures, invited_at, locked_at, phone_sealed, phone_hash
    FROM users WHERE id > $1 ORDER BY id LIMIT $2";
const CODES: &str = "SELECT user_id, row_key, code_hash, made_at FROM recovery_codes
    WHERE user_id > $1 AND user_id <= $2 ORDER BY user_id, row_key";
const LINKS: &str = "SELECT user_id, token_hash, made_at, expires_at FROM password_links
    WHERE user_id > $1 AND user_id <= $2 ORDER BY user_id, made_at";
const AUDIT: &str = "SELECT id, at, event, actor, user_id, address, reason, phone, device FROM audit
    WHERE at >= $1 AND (at > $1 OR id > $2) ORDER BY at, id LIMIT $3";

impl Database {
    /// Begins to read as of one moment. Nobody waits for it.
    ///
    /// # Errors
    /// When no connection is free in time.
    pub async fn snapshot(&self) -> Result<Snapshot, StoreError> {
        let text = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
        let connection = match &self.pool {
            Pool::Sqlite(pool) => Connection::Sqlite(pool.begin().await?),
            Pool::Postgres(pool) => Connection::Postgres(pool.begin_with(text).await?),
        };
        Ok(Snapshot { connection })
    }
}

impl Snapshot {
    /// So many accounts in the order of their ids, from the first one behind this id on.
    ///
    /// # Errors
    /// When a query fails.
    pub async fn accounts_after(&mut self, id: &str, limit: i64) -> Result<Vec<MovedAccount>, StoreError> {
        let mut accounts: Vec<MovedAccount> = on!(Connection, &mut self.connection, connection => sqlx::query_as(ACCOUNTS)
            .bind(id)
            .bind(limit)
            .fetch_all(&mut **connection)
            .await?);
        let Some(last) = accounts.last().map(|account| account.id.clone()) else {
            return Ok(accounts);
        };
        let mut codes = grouped(self.codes_between(id, &last).await?, |code| &code.user_id);
        let mut links = grouped(self.links_between(id, &last).await?, |link| &link.user_id);
        for account in &mut accounts {
            account.recovery_codes = codes.remove(&account.id).unwrap_or_default();
            account.links = links.remove(&account.id).unwrap_or_default();
        }
        Ok(accounts)
    }

    async fn codes_between(&mut self, after: &str, last: &str) -> Result<Vec<MovedCode>, StoreError> {
        Ok(
            on!(Connection, &mut self.connection, connection => sqlx::query_as(CODES)
            .bind(after)
            .bind(last)
            .fetch_all(&mut **connection)
            .await?),
        )
    }

    async fn links_between(&mut self, after: &str, last: &str) -> Result<Vec<MovedLink>, StoreError> {
        Ok(
            on!(Connection, &mut self.connection, connection => sqlx::query_as(LINKS)
            .bind(after)
            .bind(last)
            .fetch_all(&mut **connection)
            .await?),
        )
    }

    /// So many rows of the audit log, oldest first, from the first one behind this time and id on.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn audit_after(&mut self, at: i64, id: &str, limit: i64) -> Result<Vec<AuditRow>, StoreError> {
        Ok(
            on!(Connection, &mut self.connection, connection => sqlx::query_as(AUDIT)
            .bind(at)
            .bind(id)
            .bind(limit)
            .fetch_all(&mut **connection)
            .await?),
        )
    }

    /// Since when an operator has stopped all sends.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn sends_stopped_at(&mut self) -> Result<Option<i64>, StoreError> {
        let text = "SELECT value FROM portal WHERE name = $1";
        let value: Option<String> = on!(Connection, &mut self.connection, connection => sqlx::query_scalar(text)
            .bind(super::send_switch::STOPPED)
            .fetch_optional(&mut **connection)
            .await?);
        Ok(value.map(|time| time.parse().unwrap_or_default()))
    }
}

/// Whose they are, in their order.
fn grouped<T>(rows: Vec<T>, owner: impl Fn(&T) -> &String) -> HashMap<String, Vec<T>> {
    let mut groups: HashMap<String, Vec<T>> = HashMap::new();
    for row in rows {
        groups.entry(owner(&row).clone()).or_default().push(row);
    }
    groups
}

mod as_hex {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex::encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        hex::decode(text).map_err(D::Error::custom)
    }
}
