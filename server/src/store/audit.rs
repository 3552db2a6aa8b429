use super::{
    Database, StoreError, Transaction,
    database::{Pool, on},
    transaction::Connection,
};
use app::domain::{ActivityKind, MaskedPhone};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

/// Who acted.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Actor {
    /// Whoever made the request.
    #[default]
    Visitor,
    /// Someone at the command line.
    Operator,
    /// The portal itself, such as a limit.
    Portal,
}

impl Actor {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Operator => "operator",
            Self::Portal => "portal",
        }
    }
}

/// A decision that someone may have to explain later. Holds no full number, no code and no text of a stranger.
pub struct AuditEvent<'a> {
    /// 32 hex digits; of two rows of one second the later one has the greater.
    pub id: &'a str,
    /// Seconds since 1970.
    pub at: i64,
    /// What was decided.
    pub kind: ActivityKind,
    /// Who acted.
    pub actor: Actor,
    /// Whom it is about.
    pub user_id: Option<&'a str>,
    /// Where the request came from.
    pub address: Option<&'a str>,
    /// Why, as a stable name, such as `sends_per_account`.
    pub reason: Option<&'a str>,
    /// The number that it is about.
    pub phone: Option<&'a MaskedPhone>,
    /// The device as the list of sessions names it.
    pub device: Option<&'a str>,
}

impl<'a> AuditEvent<'a> {
    /// An event about nobody, by a visitor from nowhere; the caller fills in what is known.
    pub const fn new(id: &'a str, at: i64, kind: ActivityKind) -> Self {
        Self {
            id,
            at,
            kind,
            actor: Actor::Visitor,
            user_id: None,
            address: None,
            reason: None,
            phone: None,
            device: None,
        }
    }
}

/// A row of the audit log. The names are part of the form of an export: whoever changes one makes a new form.
#[derive(Clone, Debug, Deserialize, FromRow, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AuditRow {
    /// See [`AuditEvent::id`].
    pub id: String,
    /// See [`AuditEvent::at`].
    pub at: i64,
    /// The name of an [`ActivityKind`].
    pub event: String,
    /// See [`AuditEvent::actor`].
    pub actor: String,
    /// See [`AuditEvent::user_id`].
    pub user_id: Option<String>,
    /// See [`AuditEvent::address`].
    pub address: Option<String>,
    /// See [`AuditEvent::reason`].
    pub reason: Option<String>,
    /// Masked.
    pub phone: Option<String>,
    /// See [`AuditEvent::device`].
    pub device: Option<String>,
}

const INSERT: &str = "INSERT INTO audit (id, at, event, actor, user_id, address, reason, phone, device)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

impl Transaction {
    /// Writes the event if and only if the transaction lasts.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn audit(&mut self, event: &AuditEvent<'_>) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query(INSERT)
            .bind(event.id)
            .bind(event.at)
            .bind(event.kind.as_str())
            .bind(event.actor.as_str())
            .bind(event.user_id)
            .bind(event.address)
            .bind(event.reason)
            .bind(event.phone.map(ToString::to_string))
            .bind(event.device)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }
}

impl Database {
    /// Writes the event by itself, where nothing else is to last: a refusal.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn audit(&self, event: &AuditEvent<'_>) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        transaction.audit(event).await?;
        transaction.commit().await
    }

    /// The latest rows about one user, newest first.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn audit_of_user(&self, user_id: &str, limit: i64) -> Result<Vec<AuditRow>, StoreError> {
        let rows = on!(Pool, &self.pool, pool => sqlx::query_as(
            "SELECT id, at, event, actor, user_id, address, reason, phone, device FROM audit
             WHERE user_id = $1 ORDER BY at DESC, id DESC LIMIT $2")
            .bind(user_id)
            .bind(limit)
            .fetch_all(pool)
            .await?);
        Ok(rows)
    }

    /// The last sign-in of a user before a time.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn last_sign_in(&self, user_id: &str, before: i64) -> Result<Option<AuditRow>, StoreError> {
        let row = on!(Pool, &self.pool, pool => sqlx::query_as(
            "SELECT id, at, event, actor, user_id, address, reason, phone, device FROM audit
             WHERE user_id = $1 AND event = 'signed_in' AND at < $2 ORDER BY at DESC, id DESC LIMIT 1")
            .bind(user_id)
            .bind(before)
            .fetch_optional(pool)
            .await?);
        Ok(row)
    }

    /// The latest rows about one user, newest first: refusals, which a stranger can cause, or everything else.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn activity_of_user(
        &self,
        user_id: &str,
        refusals: bool,
        limit: i64,
    ) -> Result<Vec<AuditRow>, StoreError> {
        let text = if refusals {
            "SELECT id, at, event, actor, user_id, address, reason, phone, device FROM audit
             WHERE user_id = $1 AND (event LIKE '%_refused' OR event = 'sign_in_held_back')
             ORDER BY at DESC, id DESC LIMIT $2"
        } else {
            "SELECT id, at, event, actor, user_id, address, reason, phone, device FROM audit
             WHERE user_id = $1 AND event NOT LIKE '%_refused' AND event <> 'sign_in_held_back'
             ORDER BY at DESC, id DESC LIMIT $2"
        };
        let rows = on!(Pool, &self.pool, pool => sqlx::query_as(text)
            .bind(user_id)
            .bind(limit)
            .fetch_all(pool)
            .await?);
        Ok(rows)
    }

    /// How often an event was written, for one user or for all.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn count_audit(&self, event: &str, user_id: Option<&str>) -> Result<i64, StoreError> {
        let count = on!(Pool, &self.pool, pool => sqlx::query_scalar(
            "SELECT count(*) FROM audit WHERE event = $1 AND ($2 IS NULL OR user_id = $2)")
            .bind(event)
            .bind(user_id)
            .fetch_one(pool)
            .await?);
        Ok(count)
    }
}
