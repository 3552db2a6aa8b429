use super::{
    Database, HeldUser, StoreError, Transaction,
    database::{Pool, on},
    transaction::Connection,
};
use crate::{auth::BrowserSecretHash, data_key::NumberHash};
use app::domain::PhoneNumber;
use sqlx::FromRow;

/// A browser that need not show a code at sign-in.
#[derive(Clone, Debug, FromRow)]
pub struct BrowserRow {
    /// Random, 32 hex digits. Opens nothing.
    pub id: String,
    /// When it was last used; seconds since 1970.
    pub last_used_at: i64,
    /// Until when it counts.
    pub expires_at: i64,
    /// What the browser calls itself, cut to 200 characters.
    pub user_agent: String,
}

/// What decides whether a browser may stand for a code.
#[derive(Clone, Debug, FromRow)]
pub struct HeldBrowser {
    /// Whose it is.
    pub user_id: String,
    /// See [`BrowserRow::expires_at`].
    pub expires_at: i64,
    phone_hash: String,
}

impl HeldBrowser {
    /// True when the phone that the user has on file was proven in it.
    pub fn proved_phone_of(&self, user: &HeldUser) -> bool {
        user.phone_hash.as_deref() == Some(&self.phone_hash)
    }
}

/// A browser to be remembered.
pub struct NewBrowser<'a> {
    /// See [`BrowserRow::id`].
    pub id: &'a str,
    /// Whose it is.
    pub user_id: &'a str,
    /// SHA-256 of the secret in its cookie.
    pub secret: &'a BrowserSecretHash,
    /// The number that was proven in it.
    pub number: &'a PhoneNumber,
    /// Seconds since 1970.
    pub now: i64,
    /// See [`BrowserRow::expires_at`].
    pub expires_at: i64,
    /// See [`BrowserRow::user_agent`].
    pub user_agent: &'a str,
}

impl Transaction {
    /// Remembers a browser.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn remember_browser(&mut self, browser: &NewBrowser<'_>) -> Result<(), StoreError> {
        let phone_hash = self.key.hash(browser.number);
        on!(Connection, &mut self.connection, connection => sqlx::query(
            "INSERT INTO remembered_browsers (id, user_id, secret_hash, phone_hash, made_at, last_used_at, expires_at, user_agent)
             VALUES ($1, $2, $3, $4, $5, $5, $6, $7)")
            .bind(browser.id)
            .bind(browser.user_id)
            .bind(browser.secret.as_bytes())
            .bind(phone_hash.as_str())
            .bind(browser.now)
            .bind(browser.expires_at)
            .bind(browser.user_agent)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }

    /// The browser of this id, held until the transaction ends.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn hold_browser(&mut self, id: &str) -> Result<Option<HeldBrowser>, StoreError> {
        let row = on!(Connection, &mut self.connection, connection => sqlx::query_as(
            "UPDATE remembered_browsers SET user_id = user_id WHERE id = $1 RETURNING user_id, phone_hash, expires_at")
            .bind(id)
            .fetch_optional(&mut **connection)
            .await?);
        Ok(row)
    }

    /// Uses a browser: it gets another secret, if the old one is right. False when it is not.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn renew_browser(
        &mut self,
        id: &str,
        old: &BrowserSecretHash,
        new: &BrowserSecretHash,
        now: i64,
    ) -> Result<bool, StoreError> {
        let renewed = on!(Connection, &mut self.connection, connection => sqlx::query(
            "UPDATE remembered_browsers SET secret_hash = $3, last_used_at = $4 WHERE id = $1 AND secret_hash = $2")
            .bind(id)
            .bind(old.as_bytes())
            .bind(new.as_bytes())
            .bind(now)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(renewed == 1)
    }

    /// Forgets one browser of a user; false when there is none of this id.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn forget_browser(&mut self, user_id: &str, id: &str) -> Result<bool, StoreError> {
        let forgotten = on!(Connection, &mut self.connection, connection => sqlx::query(
            "DELETE FROM remembered_browsers WHERE user_id = $1 AND id = $2")
            .bind(user_id)
            .bind(id)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(forgotten == 1)
    }

    /// Forgets every browser of a user: another phone or password, a locked factor, a recovery code. Says how many there were.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn forget_browsers(&mut self, user_id: &str) -> Result<u64, StoreError> {
        let forgotten = on!(Connection, &mut self.connection, connection => sqlx::query(
            "DELETE FROM remembered_browsers WHERE user_id = $1")
            .bind(user_id)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(forgotten)
    }

    /// Forgets every browser of a user whose wrong codes in a row have reached `limit`. Says how many there were.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn forget_browsers_if_locked(&mut self, user_id: &str, limit: i64) -> Result<u64, StoreError> {
        let forgotten = on!(Connection, &mut self.connection, connection => sqlx::query(
            "DELETE FROM remembered_browsers
             WHERE user_id IN (SELECT id FROM users WHERE id = $1 AND failures >= $2)")
            .bind(user_id)
            .bind(limit)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(forgotten)
    }

    /// Forgets the browsers of a user that were used longest ago, until so many are left.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn forget_oldest_browsers(&mut self, user_id: &str, left: i64) -> Result<u64, StoreError> {
        let forgotten = on!(Connection, &mut self.connection, connection => sqlx::query(
            "DELETE FROM remembered_browsers WHERE user_id = $1 AND id NOT IN (
                 SELECT id FROM remembered_browsers WHERE user_id = $1 ORDER BY last_used_at DESC, made_at DESC, id LIMIT $2)")
            .bind(user_id)
            .bind(left)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(forgotten)
    }
}

impl Database {
    /// The browsers of a user that count today for this number, the last used first.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn browsers_of_user(
        &self,
        user_id: &str,
        number: Option<&PhoneNumber>,
        now: i64,
    ) -> Result<Vec<BrowserRow>, StoreError> {
        let phone_hash = number.map(|number| self.key.hash(number));
        let rows = on!(Pool, &self.pool, pool => sqlx::query_as(
            "SELECT id, last_used_at, expires_at, user_agent FROM remembered_browsers
             WHERE user_id = $1 AND phone_hash = $2 AND expires_at > $3 ORDER BY last_used_at DESC, id")
            .bind(user_id)
            .bind(phone_hash.as_ref().map(NumberHash::as_str))
            .bind(now)
            .fetch_all(pool)
            .await?);
        Ok(rows)
    }
}
