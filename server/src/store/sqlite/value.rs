use super::{Sqlite, SqliteType};
use rusqlite::types::Value;
use std::borrow::Cow;

/// A value, copied out of the database.
#[derive(Clone, Debug)]
pub struct SqliteValue(pub(super) Value);

/// A value of a row.
#[derive(Clone, Copy, Debug)]
pub struct SqliteValueRef<'r>(pub(super) &'r Value);

impl sqlx::Value for SqliteValue {
    type Database = Sqlite;

    fn as_ref(&self) -> SqliteValueRef<'_> {
        SqliteValueRef(&self.0)
    }

    fn type_info(&self) -> Cow<'_, SqliteType> {
        Cow::Owned(SqliteType::of(&self.0))
    }

    fn is_null(&self) -> bool {
        self.0 == Value::Null
    }
}

impl<'r> sqlx::ValueRef<'r> for SqliteValueRef<'r> {
    type Database = Sqlite;

    fn to_owned(&self) -> SqliteValue {
        SqliteValue(self.0.clone())
    }

    fn type_info(&self) -> Cow<'_, SqliteType> {
        Cow::Owned(SqliteType::of(self.0))
    }

    fn is_null(&self) -> bool {
        *self.0 == Value::Null
    }
}
