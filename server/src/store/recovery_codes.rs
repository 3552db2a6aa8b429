use super::{
    Ceiling, Database, StoreError, Transaction,
    database::{Pool, on},
    transaction::Connection,
};
use sqlx::FromRow;

/// A recovery code as stored.
pub struct HashedRecoveryCode {
    /// The four characters that choose it.
    pub row_key: String,
    /// Argon2id of the other twelve, as a PHC string.
    pub hash: String,
}

/// What is left of the codes of one user.
#[derive(Clone, Copy, Debug, Default, Eq, FromRow, PartialEq)]
pub struct RecoveryCodesLeft {
    /// How many.
    #[sqlx(rename = "codes")]
    pub count: i64,
    /// When they were made, seconds since 1970; nothing when none is left.
    pub made_at: Option<i64>,
}

impl Database {
    /// The hash of the code with this row key, if the user has one.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn recovery_code_hash(
        &self,
        user_id: &str,
        row_key: &str,
    ) -> Result<Option<String>, StoreError> {
        let hash = on!(Pool, &self.pool, pool => sqlx::query_scalar(
            "SELECT code_hash FROM recovery_codes WHERE user_id = $1 AND row_key = $2")
            .bind(user_id)
            .bind(row_key)
            .fetch_optional(pool)
            .await?);
        Ok(hash)
    }

    /// What is left.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn recovery_codes_left(&self, user_id: &str) -> Result<RecoveryCodesLeft, StoreError> {
        let left = on!(Pool, &self.pool, pool => sqlx::query_as(
            "SELECT count(*) AS codes, max(made_at) AS made_at FROM recovery_codes WHERE user_id = $1")
            .bind(user_id)
            .fetch_one(pool)
            .await?);
        Ok(left)
    }
}

impl Transaction {
    /// Ends the row of wrong codes, which also frees a locked factor. The number on file stays.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn end_failures(&mut self, user_id: &str) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query("UPDATE users SET failures = 0 WHERE id = $1")
            .bind(user_id)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }

    /// Puts these codes in the place of all that the user had.
    ///
    /// # Errors
    /// When a query fails, also when two codes have one row key.
    pub async fn replace_recovery_codes(
        &mut self,
        user_id: &str,
        codes: &[HashedRecoveryCode],
        now: i64,
    ) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query("DELETE FROM recovery_codes WHERE user_id = $1")
            .bind(user_id)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        for code in codes {
            on!(Connection, &mut self.connection, connection => sqlx::query(
                "INSERT INTO recovery_codes (user_id, row_key, code_hash, made_at) VALUES ($1, $2, $3, $4)")
                .bind(user_id)
                .bind(&code.row_key)
                .bind(&code.hash)
                .bind(now)
                .execute(&mut **connection)
                .await?
                .rows_affected());
        }
        Ok(())
    }

    /// Takes a code that was compared; false when it is gone or another code stands in its place meanwhile. Of two tabs with
    /// one code only one gets true.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn take_recovery_code(
        &mut self,
        user_id: &str,
        row_key: &str,
        compared: &str,
    ) -> Result<bool, StoreError> {
        let taken = on!(Connection, &mut self.connection, connection => sqlx::query(
            "DELETE FROM recovery_codes WHERE user_id = $1 AND row_key = $2 AND code_hash = $3")
            .bind(user_id)
            .bind(row_key)
            .bind(compared)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(taken == 1)
    }

    /// The latest window of a ceiling and what is used of it: another one than before tells that something was reserved since.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn latest_count(
        &mut self,
        ceiling: Ceiling,
        subject: &str,
    ) -> Result<Option<(i64, i64)>, StoreError> {
        let latest = on!(Connection, &mut self.connection, connection => sqlx::query_as(
            "SELECT window_start, used FROM ceilings WHERE name = $1 AND subject = $2 ORDER BY window_start DESC LIMIT 1")
            .bind(ceiling.name)
            .bind(subject)
            .fetch_optional(&mut **connection)
            .await?);
        Ok(latest)
    }
}
