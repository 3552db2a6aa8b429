use super::{Sqlite, SqliteConnection, SqliteRow, SqliteStatement, SqliteType};
use futures_util::{
    FutureExt, StreamExt, TryFutureExt,
    future::BoxFuture,
    stream::{self, BoxStream},
};
use sqlx::{Describe, Either, Error, Execute, Executor, SqlStr};

/// What a statement did.
#[derive(Clone, Copy, Debug, Default)]
pub struct SqliteResult {
    changed: u64,
}

impl SqliteResult {
    pub(super) const fn of(changed: u64) -> Self {
        Self { changed }
    }

    /// Rows that it wrote or removed, without those that went with them.
    pub const fn rows_affected(&self) -> u64 {
        self.changed
    }
}

impl Extend<Self> for SqliteResult {
    fn extend<T: IntoIterator<Item = Self>>(&mut self, more: T) {
        self.changed += more.into_iter().map(|one| one.changed).sum::<u64>();
    }
}

impl<'c> Executor<'c> for &'c mut SqliteConnection {
    type Database = Sqlite;

    fn execute<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, Result<SqliteResult, Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Sqlite>,
    {
        let answer = self.run(query).map_ok(|(_, result)| result);
        answer.boxed()
    }

    fn fetch_many<'e, 'q: 'e, E>(
        self,
        query: E,
    ) -> BoxStream<'e, Result<Either<SqliteResult, SqliteRow>, Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Sqlite>,
    {
        let answer = self.run(query).map_ok(|(rows, result)| {
            let rows = rows.into_iter().map(Either::Right);
            stream::iter(rows.chain([Either::Left(result)]).map(Ok))
        });
        answer.try_flatten_stream().boxed()
    }

    fn fetch_all<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, Result<Vec<SqliteRow>, Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Sqlite>,
    {
        let answer = self.run(query).map_ok(|(rows, _)| rows);
        answer.boxed()
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, Result<Option<SqliteRow>, Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Sqlite>,
    {
        let answer = self.run(query).map_ok(|(rows, _)| rows.into_iter().next());
        answer.boxed()
    }

    fn prepare_with<'e>(
        self,
        sql: SqlStr,
        _parameters: &'e [SqliteType],
    ) -> BoxFuture<'e, Result<SqliteStatement, Error>>
    where
        'c: 'e,
    {
        async move { self.understand(sql) }.boxed()
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, Result<Describe<Sqlite>, Error>>
    where
        'c: 'e,
    {
        async move {
            let statement = self.understand(sql)?;
            Ok(Describe {
                nullable: vec![None; statement.columns.len()],
                columns: statement.columns.to_vec(),
                parameters: Some(Either::Right(statement.parameters)),
            })
        }
        .boxed()
    }
}
