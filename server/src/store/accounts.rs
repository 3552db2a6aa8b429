//! Accounts as operators see them.

use super::{
    Database, StoreError,
    database::{Pool, on},
    sealing::place_of_user,
};
use crate::data_key::{CannotOpen, DataKey};
use app::domain::MaskedPhone;
use sqlx::FromRow;

/// An account with what an operator may know of it. All times are seconds since 1970.
#[derive(Clone, Debug, FromRow)]
pub struct AccountRow {
    /// See [`super::User::id`].
    pub id: String,
    /// See [`super::User::username`].
    pub username: String,
    /// The phone on file; one that cannot be opened is an error in its place.
    #[sqlx(skip)]
    pub phone: Option<MaskedPhone>,
    /// When the account was made.
    pub created_at: i64,
    /// When enrolment began to be open.
    pub enrolment_from: i64,
    /// Since when an operator keeps it shut.
    pub locked_at: Option<i64>,
    /// Wrong codes in a row.
    pub failures: i64,
    /// 1 when there is a password.
    pub passwords: i64,
    /// Full sessions that are not past their time.
    pub sessions: i64,
    /// Browsers that need not show a code, and are not past their last day.
    pub browsers: i64,
    /// Recovery codes that are left.
    pub recovery_codes: i64,
    /// Until when the latest unused link is good.
    pub link_until: Option<i64>,
    phone_sealed: Option<String>,
}

impl AccountRow {
    fn with_phone(mut self, key: &DataKey) -> Result<Self, CannotOpen> {
        if let Some(sealed) = &self.phone_sealed {
            self.phone = Some(key.open(&place_of_user(&self.id), sealed)?.masked());
        }
        Ok(self)
    }
}

/// Which sessions and browsers are not past their time. All times are seconds since 1970.
#[derive(Clone, Copy, Debug)]
pub struct LiveAt {
    /// A full session that rose at this time or before is over.
    pub risen_after: i64,
    /// So is one that was last used then or before.
    pub seen_after: i64,
    /// A browser whose last day ended by this time is forgotten.
    pub now: i64,
}

/// A session as operators see it. All times are seconds since 1970.
#[derive(Clone, Debug, FromRow)]
pub struct AccountSession {
    /// Names it; opens nothing.
    pub public_id: String,
    /// See [`super::Level`].
    pub level: String,
    /// How the second factor was proven.
    pub factor: Option<String>,
    /// When it began, or when it rose.
    pub created_at: i64,
    /// Written at most once a minute.
    pub last_seen_at: i64,
    /// Where it began.
    pub address: String,
    /// What the browser calls itself: text of a stranger.
    pub user_agent: String,
}

impl Database {
    /// So many accounts in the order of their names, from the first one behind this name on.
    ///
    /// # Errors
    /// When the query fails or a number cannot be opened.
    pub async fn accounts_after(
        &self,
        username: &str,
        limit: i64,
        live: LiveAt,
    ) -> Result<Vec<AccountRow>, StoreError> {
        self.read_accounts(
            "u.username > $1 ORDER BY u.username LIMIT $2",
            username,
            limit,
            live,
        )
        .await
    }

    /// The account of this name.
    ///
    /// # Errors
    /// When the query fails or the number cannot be opened.
    pub async fn account(&self, username: &str, live: LiveAt) -> Result<Option<AccountRow>, StoreError> {
        let mut rows = self
            .read_accounts("u.username = $1 LIMIT $2", username, 1, live)
            .await?;
        Ok(rows.pop())
    }

    /// `condition` is text of this file.
    async fn read_accounts(
        &self,
        condition: &'static str,
        username: &str,
        limit: i64,
        live: LiveAt,
    ) -> Result<Vec<AccountRow>, StoreError> {
        let text = format!(
            "SELECT u.id, u.username, u.created_at, COALESCE(u.invited_at, u.created_at) AS enrolment_from, u.locked_at,
                    u.failures, u.phone_sealed,
                    CAST(CASE WHEN u.password_hash = '' THEN 0 ELSE 1 END AS BIGINT) AS passwords,
                    (SELECT count(*) FROM sessions s WHERE s.user_id = u.id AND s.level = 'full'
                        AND s.created_at > $3 AND s.last_seen_at > $4) AS sessions,
                    (SELECT count(*) FROM remembered_browsers b WHERE b.user_id = u.id AND b.expires_at > $5) AS browsers,
                    (SELECT count(*) FROM recovery_codes r WHERE r.user_id = u.id) AS recovery_codes,
                    (SELECT max(l.expires_at) FROM password_links l WHERE l.user_id = u.id) AS link_until
             FROM users u WHERE {condition}"
        );
        let rows: Vec<AccountRow> = on!(Pool, &self.pool, pool => sqlx::query_as(sqlx::AssertSqlSafe(text.as_str()))
            .bind(username)
            .bind(limit)
            .bind(live.risen_after)
            .bind(live.seen_after)
            .bind(live.now)
            .fetch_all(pool)
            .await?);
        rows.into_iter()
            .map(|row| row.with_phone(&self.key).map_err(StoreError::from))
            .collect()
    }

    /// The sessions of a user, the one that was used last first.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn sessions_of_account(&self, user_id: &str) -> Result<Vec<AccountSession>, StoreError> {
        let rows = on!(Pool, &self.pool, pool => sqlx::query_as(
            "SELECT public_id, level, factor, created_at, last_seen_at, address, user_agent FROM sessions
             WHERE user_id = $1 ORDER BY last_seen_at DESC, public_id")
            .bind(user_id)
            .fetch_all(pool)
            .await?);
        Ok(rows)
    }
}
