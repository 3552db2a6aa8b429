use super::{Sqlite, SqliteColumn, SqliteValueRef};
use rusqlite::types::Value;
use sqlx::{ColumnIndex, Error};
use std::sync::Arc;

/// A row, copied out of the database.
#[derive(Debug)]
pub struct SqliteRow {
    pub(super) columns: Arc<[SqliteColumn]>,
    pub(super) values: Box<[Value]>,
}

impl sqlx::Row for SqliteRow {
    type Database = Sqlite;

    fn columns(&self) -> &[SqliteColumn] {
        &self.columns
    }

    fn try_get_raw<I: ColumnIndex<Self>>(&self, index: I) -> Result<SqliteValueRef<'_>, Error> {
        Ok(SqliteValueRef(&self.values[index.index(self)?]))
    }
}

impl ColumnIndex<SqliteRow> for usize {
    fn index(&self, row: &SqliteRow) -> Result<usize, Error> {
        within(*self, &row.columns)
    }
}

impl ColumnIndex<SqliteRow> for str {
    fn index(&self, row: &SqliteRow) -> Result<usize, Error> {
        let place = row.columns.iter().position(|column| column.name == *self);
        place.ok_or_else(|| Error::ColumnNotFound(self.to_owned()))
    }
}

/// An index, if there is a column of it.
pub(super) fn within(index: usize, columns: &[SqliteColumn]) -> Result<usize, Error> {
    match columns.len() {
        len if index >= len => Err(Error::ColumnIndexOutOfBounds { index, len }),
        _ => Ok(index),
    }
}
