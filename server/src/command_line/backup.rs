//! `kakunin backup`: a copy of a SQLite database that is in use.

use super::{Failure, config, new_file::NewFile, printing::print};
use crate::{data_key::DataKeySource, store::Pool};
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub(super) struct BackupCommand {
    /// The file to make, for its owner alone.
    file: PathBuf,
}

const POSTGRES: &str = "this database is on PostgreSQL, which has its own programs for that: pg_dump --format=custom --file=FILE";

/// Opens the database as it is: a copy made before an upgrade must be of the form before it.
pub(super) async fn run(command: BackupCommand) -> Result<(), Failure> {
    let (_, config) = config()?;
    if !config.database_url.starts_with("sqlite:") {
        return Err(POSTGRES.into());
    }
    let (new, _) = NewFile::begin(&command.file)?;
    let draft = new.draft().to_str().ok_or("the name of the file must be UTF-8")?;
    let pool = Pool::open_as_is(&config.database_url)
        .await
        .map_err(|trouble| format!("the database cannot be opened: {trouble}"))?;
    let copied = pool.copy_into(draft).await;
    pool.close().await;
    copied.map_err(|trouble| format!("the database cannot be copied: {trouble}"))?;
    new.finish()?;
    let shown = command.file.display();
    let key = match &config.data_key {
        DataKeySource::File(path) => path.display().to_string(),
        DataKeySource::Given(_) => "KAKUNIN_DATA_KEY".to_owned(),
    };
    print(&format!(
        "The database is copied to {shown}. The data key is not in it: keep {key} elsewhere.\n"
    ))
}
