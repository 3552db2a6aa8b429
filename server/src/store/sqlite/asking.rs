//! What one question to SQLite is, on the thread that asks.

use super::{SqliteArguments, SqliteColumn, SqliteResult, SqliteRow};
use rusqlite::{Batch, Connection, Statement, fallible_iterator::FallibleIterator};
use std::sync::Arc;
use tokio::{
    runtime::{Handle, RuntimeFlavor},
    task::block_in_place,
};

/// Its rows, and what it did.
pub(super) type Answer = (Vec<SqliteRow>, SqliteResult);

/// One statement, which stays prepared.
pub(super) fn ask(
    connection: &Connection,
    text: &str,
    arguments: &SqliteArguments,
) -> rusqlite::Result<Answer> {
    let mut statement = connection.prepare_cached(text)?;
    arguments.bind(&mut statement)?;
    answer(connection, &mut statement)
}

/// Several statements, one after the other.
pub(super) fn ask_all(connection: &Connection, text: &str) -> rusqlite::Result<Answer> {
    let mut all = (Vec::new(), SqliteResult::default());
    let mut batch = Batch::new(connection, text);
    while let Some(mut statement) = FallibleIterator::next(&mut batch)? {
        let (rows, result) = answer(connection, &mut statement)?;
        all.0.extend(rows);
        all.1.extend([result]);
    }
    Ok(all)
}

/// Runs a statement to its end.
fn answer(connection: &Connection, statement: &mut Statement<'_>) -> rusqlite::Result<Answer> {
    let width = statement.column_count();
    let columns = columns_of(statement);
    let is_reading = statement.readonly();
    let mut found = Vec::new();
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        let values = (0..width).map(|index| row.get(index));
        found.push(SqliteRow {
            columns: Arc::clone(&columns),
            values: values.collect::<rusqlite::Result<_>>()?,
        });
    }
    drop(rows);
    let changed = if is_reading { 0 } else { connection.changes() };
    Ok((found, SqliteResult::of(changed)))
}

pub(super) fn columns_of(statement: &Statement<'_>) -> Arc<[SqliteColumn]> {
    let names = statement.column_names().into_iter().map(str::to_owned);
    let columns = names
        .enumerate()
        .map(|(ordinal, name)| SqliteColumn { ordinal, name });
    columns.collect()
}

/// Lets other tasks leave this thread first, because the disk may have to be waited for. A runtime with one thread has nowhere to
/// leave to.
pub(super) fn aside<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|handle| handle.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => block_in_place(work),
        _ => work(),
    }
}
