//! Counts what is written to a SQLite database: rows by triggers that are put into a copy made for counting, commits and pages
//! by the frames of the write-ahead log (Database File Format, section 4).

use crate::Fault;
use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};
use sqlx::{Connection, Executor, Row, SqliteConnection};
use std::{fs, path::PathBuf};

/// What to do.
#[derive(Args)]
pub(crate) struct Writes {
    #[command(subcommand)]
    command: Order,
    /// The file. A portal that counts is no portal that is measured.
    #[arg(long)]
    file: PathBuf,
}

#[derive(Clone, Copy, Subcommand)]
enum Order {
    /// Puts the triggers there.
    Arm,
    /// Begins at nothing.
    Reset,
    /// Shows what was counted.
    Read,
}

const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                      AND name NOT LIKE '\\_%' ESCAPE '\\' AND name <> 'written'";
const KINDS: [&str; 3] = ["INSERT", "UPDATE", "DELETE"];

impl Writes {
    pub(crate) async fn run(&self) -> Result<Value, Fault> {
        let mut connection = SqliteConnection::connect(&format!("sqlite:{}", self.file.display())).await?;
        match self.command {
            Order::Arm => arm(&mut connection).await?,
            Order::Reset => {
                connection.execute("UPDATE written SET rows = 0").await?;
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").await?;
            }
            Order::Read => return self.read(&mut connection).await,
        }
        connection.close().await?;
        Ok(json!({}))
    }

    async fn read(&self, connection: &mut SqliteConnection) -> Result<Value, Fault> {
        let (commits, pages) = self.frames()?;
        let rows = connection
            .fetch_all("SELECT what, rows FROM written WHERE rows > 0 ORDER BY what")
            .await?;
        let mut counted = Map::new();
        for row in rows {
            counted.insert(row.try_get("what")?, json!(row.try_get::<i64, _>("rows")?));
        }
        Ok(json!({ "commits": commits, "pages": pages, "rows": counted }))
    }

    /// Commits and pages in the log. A frame that ends a commit names the size of the database.
    fn frames(&self) -> Result<(usize, usize), Fault> {
        let log = fs::read(format!("{}-wal", self.file.display()))?;
        let Some((head, frames)) = log.split_at_checked(32) else {
            return Ok((0, 0));
        };
        let page = head
            .get(8..12)
            .and_then(|bytes| bytes.try_into().ok())
            .map(u32::from_be_bytes);
        let page = usize::try_from(page.ok_or("a log without a head")?)?;
        // Frames with other salts are left from before the log began anew.
        let salts = &head[16..24];
        let valid = frames
            .chunks_exact(24 + page)
            .filter(|frame| &frame[8..16] == salts);
        let commits = valid.clone().filter(|frame| frame[4..8] != [0; 4]).count();
        Ok((commits, valid.count()))
    }
}

async fn arm(connection: &mut SqliteConnection) -> Result<(), Fault> {
    connection
        .execute("CREATE TABLE written (what TEXT PRIMARY KEY, rows INTEGER NOT NULL)")
        .await?;
    let tables: Vec<String> = sqlx::query_scalar(TABLES).fetch_all(&mut *connection).await?;
    for table in tables {
        for kind in KINDS {
            let what = format!("{table} {}", kind.to_lowercase());
            let text = format!(
                "INSERT INTO written VALUES ('{what}', 0);
                 CREATE TRIGGER \"count {what}\" AFTER {kind} ON {table}
                 BEGIN UPDATE written SET rows = rows + 1 WHERE what = '{what}'; END;"
            );
            sqlx::raw_sql(sqlx::AssertSqlSafe(text))
                .execute(&mut *connection)
                .await?;
        }
    }
    Ok(())
}
