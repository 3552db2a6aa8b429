use super::{Sqlite, SqliteArguments, SqliteColumn, SqliteRow, SqliteType, row::within};
use sqlx::{
    ColumnIndex, Either, Error, FromRow, IntoArguments, SqlStr,
    query::{Query, QueryAs, QueryScalar},
};
use std::sync::Arc;

/// A statement that SQLite has understood.
#[derive(Clone, Debug)]
pub struct SqliteStatement {
    pub(super) sql: SqlStr,
    pub(super) columns: Arc<[SqliteColumn]>,
    pub(super) parameters: usize,
}

impl ColumnIndex<SqliteStatement> for usize {
    fn index(&self, statement: &SqliteStatement) -> Result<usize, Error> {
        within(*self, &statement.columns)
    }
}

/// Connections keep what they have understood by its text, so the text is enough to ask again.
impl sqlx::Statement for SqliteStatement {
    type Database = Sqlite;

    fn into_sql(self) -> SqlStr {
        self.sql
    }

    fn sql(&self) -> &SqlStr {
        &self.sql
    }

    fn parameters(&self) -> Option<Either<&[SqliteType], usize>> {
        Some(Either::Right(self.parameters))
    }

    fn columns(&self) -> &[SqliteColumn] {
        &self.columns
    }

    fn query(&self) -> Query<'_, Sqlite, SqliteArguments> {
        sqlx::query(self.sql.clone())
    }

    fn query_with<A: IntoArguments<Sqlite>>(&self, arguments: A) -> Query<'_, Sqlite, A> {
        sqlx::query_with(self.sql.clone(), arguments)
    }

    fn query_as<O: for<'r> FromRow<'r, SqliteRow>>(&self) -> QueryAs<'_, Sqlite, O, SqliteArguments> {
        sqlx::query_as(self.sql.clone())
    }

    fn query_as_with<'s, O, A>(&'s self, arguments: A) -> QueryAs<'s, Sqlite, O, A>
    where
        O: for<'r> FromRow<'r, SqliteRow>,
        A: IntoArguments<Sqlite>,
    {
        sqlx::query_as_with(self.sql.clone(), arguments)
    }

    fn query_scalar<O>(&self) -> QueryScalar<'_, Sqlite, O, SqliteArguments>
    where
        (O,): for<'r> FromRow<'r, SqliteRow>,
    {
        sqlx::query_scalar(self.sql.clone())
    }

    fn query_scalar_with<'s, O, A>(&'s self, arguments: A) -> QueryScalar<'s, Sqlite, O, A>
    where
        (O,): for<'r> FromRow<'r, SqliteRow>,
        A: IntoArguments<Sqlite>,
    {
        sqlx::query_scalar_with(self.sql.clone(), arguments)
    }
}
