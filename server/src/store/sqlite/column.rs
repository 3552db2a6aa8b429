use super::{Sqlite, SqliteType};

/// A column of an answer.
#[derive(Clone, Debug)]
pub struct SqliteColumn {
    pub(super) ordinal: usize,
    pub(super) name: String,
}

impl sqlx::Column for SqliteColumn {
    type Database = Sqlite;

    fn ordinal(&self) -> usize {
        self.ordinal
    }

    fn name(&self) -> &str {
        &self.name
    }

    /// Nothing is known before there is a value: SQLite gives types to values, not to columns.
    fn type_info(&self) -> &SqliteType {
        &SqliteType::Null
    }
}
