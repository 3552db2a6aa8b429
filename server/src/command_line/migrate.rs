//! `kakunin migrate`: brings the database to this release's form before the portal is started.

use super::{Failure, config, printing::print};
use crate::{
    randomness::SystemRandomness,
    startup::open_database,
    store::{Form, Pool},
};
use std::sync::Arc;

pub(super) async fn run() -> Result<(), Failure> {
    let (_, config) = config()?;
    let before = form(&config.database_url).await;
    let database = open_database(&config, Arc::new(SystemRandomness)).await?;
    let newest = database.pool.newest_form();
    database.close().await;
    print(&match before {
        Some(Form::Current) => format!("The database has form {newest} already.\n"),
        Some(Form::Behind(missing)) => {
            let was = newest.saturating_sub(i64::try_from(missing)?);
            format!("The database was brought from form {was} to form {newest}.\n")
        }
        _ => format!("The database was made in form {newest}.\n"),
    })
}

/// Nothing where there is no database yet. What cannot be asked is told better by opening it.
async fn form(url: &str) -> Option<Form> {
    let pool = Pool::open_as_is(url).await.ok()?;
    let form = pool.form().await.ok();
    pool.close().await;
    form
}
