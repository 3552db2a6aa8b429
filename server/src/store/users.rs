use super::{Database, StoreError, Transaction, database::on};
use sqlx::FromRow;
use std::fmt;

/// A user as stored.
#[derive(Clone, FromRow)]
pub struct User {
    /// Random, 32 hex digits.
    pub id: String,
    /// In its compared form (NFKC, lower case).
    pub username: String,
    /// Argon2id, as a PHC string.
    pub password_hash: String,
    /// E.164, once proven.
    pub phone_number: Option<String>,
}

impl fmt::Debug for User {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("User")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// A user to be made.
pub struct NewUser<'a> {
    /// See [`User::id`].
    pub id: &'a str,
    /// See [`User::username`].
    pub username: &'a str,
    /// See [`User::password_hash`].
    pub password_hash: &'a str,
    /// See [`User::phone_number`].
    pub phone_number: Option<&'a str>,
    /// Seconds since 1970.
    pub created_at: i64,
}

impl Database {
    /// The user of this name.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn user_by_name(&self, username: &str) -> Result<Option<User>, StoreError> {
        let user = on!(Database, self, pool => sqlx::query_as(
            "SELECT id, username, password_hash, phone_number FROM users WHERE username = $1")
            .bind(username)
            .fetch_optional(pool)
            .await?);
        Ok(user)
    }

    /// Makes a user; false when the name is taken.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn add_user(&self, user: NewUser<'_>) -> Result<bool, StoreError> {
        let made = on!(Database, self, pool => sqlx::query(
            "INSERT INTO users (id, username, password_hash, phone_number, created_at)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (username) DO NOTHING")
            .bind(user.id)
            .bind(user.username)
            .bind(user.password_hash)
            .bind(user.phone_number)
            .bind(user.created_at)
            .execute(pool)
            .await?
            .rows_affected());
        Ok(made == 1)
    }

    /// Stores a hash with today's parameters in the place of an older one of the same password.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn upgrade_password_hash(&self, user_id: &str, old: &str, new: &str) -> Result<(), StoreError> {
        on!(Database, self, pool => sqlx::query("UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2")
            .bind(user_id)
            .bind(old)
            .bind(new)
            .execute(pool)
            .await?
            .rows_affected());
        Ok(())
    }

    /// Frees a locked second factor; false when there is no such user.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn unlock_user(&self, username: &str) -> Result<bool, StoreError> {
        let found = on!(Database, self, pool => sqlx::query("UPDATE users SET failures = 0 WHERE username = $1")
            .bind(username)
            .execute(pool)
            .await?
            .rows_affected());
        Ok(found == 1)
    }
}

impl Transaction {
    /// Counts a check before it is made; false when the count stands at `limit` already.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn count_failure(&mut self, user_id: &str, limit: i64) -> Result<bool, StoreError> {
        let counted = on!(Transaction, self, connection => sqlx::query(
            "UPDATE users SET failures = failures + 1 WHERE id = $1 AND failures < $2")
            .bind(user_id)
            .bind(limit)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(counted == 1)
    }

    /// Takes back a count whose check never reached Twilio.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn uncount_failure(&mut self, user_id: &str) -> Result<(), StoreError> {
        on!(Transaction, self, connection => sqlx::query(
            "UPDATE users SET failures = failures - 1 WHERE id = $1 AND failures > 0")
            .bind(user_id)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }

    /// A right code: the failures in a row are over, and the number is the user's phone from now on.
    /// False when the user has another phone meanwhile.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn prove_phone(&mut self, user_id: &str, number: &str) -> Result<bool, StoreError> {
        let proven = on!(Transaction, self, connection => sqlx::query(
            "UPDATE users SET failures = 0, phone_number = $2
             WHERE id = $1 AND (phone_number IS NULL OR phone_number = $2)")
            .bind(user_id)
            .bind(number)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(proven == 1)
    }
}
