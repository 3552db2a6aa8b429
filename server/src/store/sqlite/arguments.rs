use super::Sqlite;
use rusqlite::{Statement, types::Value};
use sqlx::{Arguments, Encode, IntoArguments, Type, error::BoxDynError};

/// What is bound to a statement.
#[derive(Clone, Debug, Default)]
pub struct SqliteArguments(Vec<Value>);

impl Arguments for SqliteArguments {
    type Database = Sqlite;

    fn reserve(&mut self, additional: usize, _bytes: usize) {
        self.0.reserve(additional);
    }

    fn add<'t, T: Encode<'t, Sqlite> + Type<Sqlite>>(&mut self, value: T) -> Result<(), BoxDynError> {
        if value.encode(&mut self.0)?.is_null() {
            self.0.push(Value::Null);
        }
        Ok(())
    }

    fn len(&self) -> usize {
        self.0.len()
    }
}

impl IntoArguments<Sqlite> for SqliteArguments {
    fn into_arguments(self) -> Self {
        self
    }
}

impl SqliteArguments {
    /// SQLite takes `$2` for a name, and numbers names as they first appear (SQL Parameters); PostgreSQL takes it for the second.
    /// What has no name is counted.
    pub(super) fn bind(&self, statement: &mut Statement<'_>) -> rusqlite::Result<()> {
        for index in 1..=statement.parameter_count() {
            let number = statement.parameter_name(index).map_or(Some(index), number_of);
            let value = number.and_then(|number| self.0.get(number.checked_sub(1)?));
            let Some(value) = value else {
                return Err(rusqlite::Error::InvalidParameterCount(
                    self.0.len(),
                    statement.parameter_count(),
                ));
            };
            statement.raw_bind_parameter(index, value)?;
        }
        Ok(())
    }
}

/// Of `$2` or `?2`.
fn number_of(name: &str) -> Option<usize> {
    name.get(1..)?.parse().ok()
}
