use super::{Sqlite, SqliteConnection};
use sqlx::{Error, SqlStr};

/// Begins and ends transactions; none within another.
#[derive(Debug)]
pub struct SqliteTransactions;

impl sqlx_core::transaction::TransactionManager for SqliteTransactions {
    type Database = Sqlite;

    async fn begin(connection: &mut SqliteConnection, statement: Option<SqlStr>) -> Result<(), Error> {
        if connection.has_transaction() {
            return Err(connection.refuse());
        }
        let text = statement.as_ref().map_or("BEGIN", SqlStr::as_str);
        connection.begin_by(text).await
    }

    async fn commit(connection: &mut SqliteConnection) -> Result<(), Error> {
        connection.commit().await
    }

    async fn rollback(connection: &mut SqliteConnection) -> Result<(), Error> {
        connection.take_back();
        Ok(())
    }

    fn start_rollback(connection: &mut SqliteConnection) {
        connection.dropped();
    }

    fn get_transaction_depth(connection: &SqliteConnection) -> usize {
        usize::from(connection.has_transaction())
    }
}
