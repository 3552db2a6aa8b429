//! What the portal's pruning costs: all that it does every ten minutes, once with what is past its time and once without.

use crate::{Fault, seed};
use clap::Args;
use serde_json::{Map, Value, json};
use server::store::{Database, StoreError};
use std::time::Instant;

/// Which database.
#[derive(Args)]
pub(crate) struct Prune {
    #[arg(long)]
    database: String,
    #[arg(long)]
    data_key: String,
}

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

impl Prune {
    pub(crate) async fn run(&self) -> Result<Value, Fault> {
        let database = seed::open(&self.database, &self.data_key).await?;
        let now = seed::now()?;
        let (first, second) = (all(&database, now).await?, all(&database, now).await?);
        database.close().await;
        Ok(json!({ "first": first, "second": second }))
    }
}

/// The defaults of the portal's settings.
async fn all(database: &Database, now: i64) -> Result<Value, Fault> {
    let mut taken = Map::new();
    note(
        &mut taken,
        "sessions",
        database.prune_sessions(now - HOUR / 4, now - DAY, now - HOUR),
    )
    .await?;
    note(&mut taken, "remembered_browsers", database.prune_browsers(now)).await?;
    note(&mut taken, "ceilings", database.prune_ceilings(now - 2 * DAY)).await?;
    note(
        &mut taken,
        "verifications",
        database.prune_verifications(now - DAY),
    )
    .await?;
    note(&mut taken, "password_links", database.prune_password_links(now)).await?;
    note(
        &mut taken,
        "sign_in_attempts",
        database.prune_sign_in_attempts(now - 2 * DAY),
    )
    .await?;
    note(&mut taken, "pumping_places", database.prune_places(now)).await?;
    note(&mut taken, "audit", database.prune_audit(now - 365 * DAY)).await?;
    Ok(Value::Object(taken))
}

async fn note(
    taken: &mut Map<String, Value>,
    what: &str,
    pruning: impl Future<Output = Result<u64, StoreError>>,
) -> Result<(), Fault> {
    let begin = Instant::now();
    let rows = pruning.await?;
    taken.insert(
        what.into(),
        json!({ "rows": rows, "seconds": begin.elapsed().as_secs_f64() }),
    );
    Ok(())
}
