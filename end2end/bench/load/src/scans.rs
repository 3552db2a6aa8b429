//! How often PostgreSQL read a table from its beginning to its end.

use crate::Fault;
use clap::Args;
use serde_json::{Map, Value, json};
use sqlx::{Connection, PgConnection, Row};

/// Which database.
#[derive(Args)]
pub(crate) struct Scans {
    #[arg(long)]
    database: String,
}

impl Scans {
    pub(crate) async fn run(&self) -> Result<Value, Fault> {
        let mut connection = PgConnection::connect(&self.database).await?;
        let rows = sqlx::query(
            "SELECT relname::text, seq_scan, seq_tup_read FROM pg_stat_user_tables ORDER BY relname",
        )
        .fetch_all(&mut connection)
        .await?;
        let mut tables = Map::new();
        for row in rows {
            let (scans, read): (i64, i64) = (row.try_get(1)?, row.try_get(2)?);
            tables.insert(row.try_get(0)?, json!({ "scans": scans, "rows": read }));
        }
        Ok(Value::Object(tables))
    }
}
