//! Accounts of another database, put into this one: all or nothing, in one transaction.

use super::{
    AuditEvent, AuditRow, Database, MovedAccount, StoreError, Transaction, database::on,
    transaction::Connection,
};

/// An import under way. Nobody else writes; without [`Import::commit`] nothing of it remains.
pub struct Import {
    transaction: Transaction,
}

const ACCOUNT: &str = "INSERT INTO users
    (id, username, password_hash, created_at, failures, invited_at, locked_at, phone_sealed, phone_hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const CODE: &str =
    "INSERT INTO recovery_codes (user_id, row_key, code_hash, made_at) VALUES ($1, $2, $3, $4)";
const LINK: &str =
    "INSERT INTO password_links (user_id, token_hash, made_at, expires_at) VALUES ($1, $2, $3, $4)";
const AUDIT: &str = "INSERT INTO audit (id, at, event, actor, user_id, address, reason, phone, device)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

impl Database {
    /// Begins an import: waits for whoever writes, and keeps all others waiting.
    ///
    /// # Errors
    /// When the key of this process is not the database's, or the lock cannot be had.
    pub async fn begin_import(&self) -> Result<Import, StoreError> {
        Ok(Import {
            transaction: self.begin_alone().await?,
        })
    }
}

impl Import {
    /// How many accounts there are.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn count_accounts(&mut self) -> Result<i64, StoreError> {
        let text = "SELECT count(*) FROM users";
        Ok(
            on!(Connection, &mut self.transaction.connection, connection => sqlx::query_scalar(text)
            .fetch_one(&mut **connection)
            .await?),
        )
    }

    /// Adds an account as it was, with all that hangs on it.
    ///
    /// # Errors
    /// When a query fails, also when there is such an account.
    pub async fn add_account(&mut self, account: &MovedAccount) -> Result<(), StoreError> {
        on!(Connection, &mut self.transaction.connection, connection => {
            sqlx::query(ACCOUNT)
                .bind(&account.id)
                .bind(&account.username)
                .bind(&account.password_hash)
                .bind(account.created_at)
                .bind(account.failures)
                .bind(account.invited_at)
                .bind(account.locked_at)
                .bind(&account.phone_sealed)
                .bind(&account.phone_hash)
                .execute(&mut **connection)
                .await?;
            for code in &account.recovery_codes {
                sqlx::query(CODE)
                    .bind(&account.id)
                    .bind(&code.row_key)
                    .bind(&code.code_hash)
                    .bind(code.made_at)
                    .execute(&mut **connection)
                    .await?;
            }
            for link in &account.links {
                sqlx::query(LINK)
                    .bind(&account.id)
                    .bind(&link.token_hash)
                    .bind(link.made_at)
                    .bind(link.expires_at)
                    .execute(&mut **connection)
                    .await?;
            }
        });
        Ok(())
    }

    /// Adds a row of the audit log as it was.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn add_audit_row(&mut self, row: &AuditRow) -> Result<(), StoreError> {
        on!(Connection, &mut self.transaction.connection, connection => sqlx::query(AUDIT)
            .bind(&row.id)
            .bind(row.at)
            .bind(&row.event)
            .bind(&row.actor)
            .bind(&row.user_id)
            .bind(&row.address)
            .bind(&row.reason)
            .bind(&row.phone)
            .bind(&row.device)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }

    /// Stops all sends, as they were stopped where the accounts come from.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn stop_sends(&mut self, since: i64) -> Result<(), StoreError> {
        self.transaction.stop_sends(since).await.map(drop)
    }

    /// Writes it into the audit log.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn audit(&mut self, event: &AuditEvent<'_>) -> Result<(), StoreError> {
        self.transaction.audit(event).await
    }

    /// Makes it last.
    ///
    /// # Errors
    /// When the engine could not; then nothing of it remains.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.transaction.commit().await
    }
}
