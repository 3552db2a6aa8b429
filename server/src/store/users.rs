use super::{
    Database, StoreError, Transaction,
    database::{Pool, on},
    sealing::place_of_user,
    transaction::Connection,
};
use crate::data_key::{DataKey, NumberHash};
use app::domain::PhoneNumber;
use sqlx::FromRow;
use std::fmt;

/// A user as stored.
#[derive(Clone, FromRow)]
pub struct User {
    /// Random, 32 hex digits.
    pub id: String,
    /// In its compared form (NFKC, lower case).
    pub username: String,
    /// Argon2id, as a PHC string; empty while the person has not chosen a password.
    pub password_hash: String,
    /// Once proven.
    #[sqlx(skip)]
    pub phone_number: Option<PhoneNumber>,
    /// Set while an operator keeps the account shut; seconds since 1970.
    pub locked_at: Option<i64>,
    phone_sealed: Option<String>,
}

impl User {
    fn with_phone(mut self, key: &DataKey) -> Result<Self, StoreError> {
        self.phone_number = match &self.phone_sealed {
            Some(sealed) => Some(key.open(&place_of_user(&self.id), sealed)?),
            None => None,
        };
        Ok(self)
    }
}

impl fmt::Debug for User {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("User")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// What may have changed of a user since it was read, held by a transaction.
#[derive(Clone, FromRow)]
pub struct HeldUser {
    /// Wrong codes in a row.
    pub failures: i64,
    /// See [`User::locked_at`].
    pub locked_at: Option<i64>,
    pub(super) phone_hash: Option<String>,
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
    pub phone_number: Option<&'a PhoneNumber>,
    /// Seconds since 1970.
    pub created_at: i64,
}

impl Database {
    /// The user of this name.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn user_by_name(&self, username: &str) -> Result<Option<User>, StoreError> {
        let user: Option<User> = on!(Pool, &self.pool, pool => sqlx::query_as(
            "SELECT id, username, password_hash, phone_sealed, locked_at FROM users WHERE username = $1")
            .bind(username)
            .fetch_optional(pool)
            .await?);
        user.map(|user| user.with_phone(&self.key)).transpose()
    }

    /// Makes a user; false when the name is taken.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn add_user(&self, user: NewUser<'_>) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let made = transaction.add_user(&user).await?;
        transaction.commit().await?;
        Ok(made)
    }

    /// Stores a hash with today's parameters in the place of an older one of the same password; false when another one is
    /// stored already.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn upgrade_password_hash(
        &self,
        user_id: &str,
        old: &str,
        new: &str,
    ) -> Result<bool, StoreError> {
        let _turn = self.turn_to_write().await?;
        let replaced = on!(Pool, &self.writing, pool => sqlx::query("UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2")
            .bind(user_id)
            .bind(old)
            .bind(new)
            .execute(pool)
            .await?
            .rows_affected());
        Ok(replaced == 1)
    }
}

impl Transaction {
    /// The user as it is now, held until the transaction ends; nothing when it is gone.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn hold_user(&mut self, user_id: &str) -> Result<Option<HeldUser>, StoreError> {
        let row: Option<HeldUser> = on!(Connection, &mut self.connection, connection => sqlx::query_as(
            "UPDATE users SET failures = failures WHERE id = $1 RETURNING failures, locked_at, phone_hash")
            .bind(user_id)
            .fetch_optional(&mut **connection)
            .await?);
        Ok(row)
    }

    /// Makes a user; false when the name is taken.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn add_user(&mut self, user: &NewUser<'_>) -> Result<bool, StoreError> {
        let place = place_of_user(user.id);
        let sealed = user.phone_number.map(|number| self.key.seal(&place, number));
        let hash = user.phone_number.map(|number| self.key.hash(number));
        let made = on!(Connection, &mut self.connection, connection => sqlx::query(
            "INSERT INTO users (id, username, password_hash, phone_sealed, phone_hash, created_at)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (username) DO NOTHING")
            .bind(user.id)
            .bind(user.username)
            .bind(user.password_hash)
            .bind(&sealed)
            .bind(hash.as_ref().map(NumberHash::as_str))
            .bind(user.created_at)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(made == 1)
    }

    /// Counts a check before it is made, and says how many there are with it; nothing when the count stands at `limit` already.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn count_failure(&mut self, user_id: &str, limit: i64) -> Result<Option<i64>, StoreError> {
        let counted = on!(Connection, &mut self.connection, connection => sqlx::query_scalar(
            "UPDATE users SET failures = failures + 1 WHERE id = $1 AND failures < $2 RETURNING failures")
            .bind(user_id)
            .bind(limit)
            .fetch_optional(&mut **connection)
            .await?);
        Ok(counted)
    }

    /// Wrong codes in a row, with the checks that are under way.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn failures(&mut self, user_id: &str) -> Result<i64, StoreError> {
        let failures: Option<i64> = on!(Connection, &mut self.connection, connection => sqlx::query_scalar(
            "SELECT failures FROM users WHERE id = $1")
            .bind(user_id)
            .fetch_optional(&mut **connection)
            .await?);
        Ok(failures.unwrap_or_default())
    }

    /// Takes back a count whose check never reached Twilio.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn uncount_failure(&mut self, user_id: &str) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query(
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
    pub async fn prove_phone(&mut self, user_id: &str, number: &PhoneNumber) -> Result<bool, StoreError> {
        let sealed = self.key.seal(&place_of_user(user_id), number);
        let hash = self.key.hash(number);
        let proven = on!(Connection, &mut self.connection, connection => sqlx::query(
            "UPDATE users SET failures = 0, phone_sealed = $2, phone_hash = $3
             WHERE id = $1 AND (phone_hash IS NULL OR phone_hash = $3)")
            .bind(user_id)
            .bind(&sealed)
            .bind(hash.as_str())
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(proven == 1)
    }
}
