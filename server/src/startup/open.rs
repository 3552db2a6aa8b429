use super::{Mode, StartError};
use crate::{
    config::Config,
    data_key::{DataKey, DataKeySource, rotation},
    randomness::Randomness,
    store::{DATA_KEY_MARK, Database, Pool, sqlite_path},
};
use std::sync::Arc;

/// Opens the database of a configuration with its data key, and migrates it. A rotation of the key that was cut off after its
/// commit is brought to its end.
///
/// # Errors
/// [`StartError`].
pub async fn open_database(config: &Config, randomness: Arc<dyn Randomness>) -> Result<Database, StartError> {
    let key = obtain_key(config, randomness).await?;
    let database = Database::open(&config.database_url, config.database_limits, key).await?;
    Mode::of(&config.provider).claim(&database).await?;
    Ok(database)
}

/// A file that is missing is made for a new database only: in the place of a lost one it would open nothing, and hide the loss.
async fn obtain_key(config: &Config, randomness: Arc<dyn Randomness>) -> Result<DataKey, StartError> {
    let DataKeySource::File(path) = &config.data_key else {
        return Ok(config.data_key.obtain(randomness)?);
    };
    let Some(known) = known_check_value(&config.database_url).await? else {
        return Ok(config.data_key.obtain(randomness)?);
    };
    if rotation::put_in_place(path, &known, Arc::clone(&randomness))? {
        tracing::info!(event = "data_key_put_in_place");
    }
    Ok(config.data_key.obtain_as_is(randomness)?)
}

/// What the database knows of its key; nothing where it is new. One that cannot be asked may know one: then nothing is made.
async fn known_check_value(url: &str) -> Result<Option<String>, StartError> {
    if sqlite_path(url)?.is_some_and(|path| !path.exists()) {
        return Ok(None);
    }
    let pool = Pool::open_as_is(url).await?;
    let known = pool.mark_as_is(DATA_KEY_MARK).await;
    pool.close().await;
    Ok(known?)
}
