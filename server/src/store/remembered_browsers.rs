use super::{
    Database, StoreError, Transaction,
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
    /// Whose it is.
    pub user_id: String,
    /// When it was last used; seconds since 1970.
    pub last_used_at: i64,
    /// Until when it counts.
    pub expires_at: i64,
    /// What the browser calls itself, cut to 200 characters.
    pub user_agent: String,
}

/// A browser to be remembered.
pub struct NewBrowser<'a> {
    /// See [`BrowserRow::id`].
    pub id: &'a str,
    /// See [`BrowserRow::user_id`].
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

    /// Uses a browser once: its secret is replaced, if the old one is right, it is not past its time, and the number that
    /// was proven in it is the one that is given. False when anything of this is not so.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn use_browser(
        &mut self,
        browser: &NewBrowser<'_>,
        old_secret: &BrowserSecretHash,
    ) -> Result<bool, StoreError> {
        let phone_hash = self.key.hash(browser.number);
        let used = on!(Connection, &mut self.connection, connection => sqlx::query(
            "UPDATE remembered_browsers SET secret_hash = $4, last_used_at = $6, user_agent = $7
             WHERE id = $1 AND user_id = $2 AND secret_hash = $3 AND phone_hash = $5 AND expires_at > $6")
            .bind(browser.id)
            .bind(browser.user_id)
            .bind(old_secret.as_bytes())
            .bind(browser.secret.as_bytes())
            .bind(phone_hash.as_str())
            .bind(browser.now)
            .bind(browser.user_agent)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(used == 1)
    }

    /// The user that a remembered browser belongs to.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn owner_of_browser(&mut self, id: &str) -> Result<Option<String>, StoreError> {
        let owner = on!(Connection, &mut self.connection, connection => sqlx::query_scalar(
            "SELECT user_id FROM remembered_browsers WHERE id = $1")
            .bind(id)
            .fetch_optional(&mut **connection)
            .await?);
        Ok(owner)
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

    /// Forgets the browsers of a user that were used longest ago, until so many are left.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn forget_oldest_browsers(&mut self, user_id: &str, left: i64) -> Result<u64, StoreError> {
        let forgotten = on!(Connection, &mut self.connection, connection => sqlx::query(
            "DELETE FROM remembered_browsers WHERE user_id = $1 AND id NOT IN (
                 SELECT id FROM remembered_browsers WHERE user_id = $1 ORDER BY last_used_at DESC, id LIMIT $2)")
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
            "SELECT id, user_id, last_used_at, expires_at, user_agent FROM remembered_browsers
             WHERE user_id = $1 AND phone_hash = $2 AND expires_at > $3 ORDER BY last_used_at DESC, id")
            .bind(user_id)
            .bind(phone_hash.as_ref().map(NumberHash::as_str))
            .bind(now)
            .fetch_all(pool)
            .await?);
        Ok(rows)
    }

    /// Removes browsers that count no more since before `time`.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn prune_browsers(&self, time: i64) -> Result<u64, StoreError> {
        let gone = on!(Pool, &self.pool, pool => sqlx::query("DELETE FROM remembered_browsers WHERE expires_at <= $1")
            .bind(time)
            .execute(pool)
            .await?
            .rows_affected());
        Ok(gone)
    }
}
