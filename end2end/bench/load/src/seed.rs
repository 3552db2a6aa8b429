//! People in a database of the portal, by the portal's own store: same form, same sealing.

use crate::{Fault, person};
use app::domain::PhoneNumber;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use clap::Args;
use serde_json::{Value, json};
use server::{
    data_key::DataKeySource,
    randomness::SeededRandomness,
    store::{Database, NewUser, Synchronous},
};
use sqlx::{Postgres, migrate::MigrateDatabase};
use std::{
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

/// Where they go.
#[derive(Args)]
pub(crate) struct Seed {
    #[arg(long)]
    pub(crate) database: String,
    /// 32 bytes in base64, as the portal gets them in `KAKUNIN_DATA_KEY`.
    #[arg(long)]
    pub(crate) data_key: String,
    #[arg(long)]
    pub(crate) people: u32,
    /// The cost of their passwords: another one than the portal's would be upgraded at the first sign-in.
    #[arg(long, default_value_t = 19_456)]
    memory_kib: u32,
    #[arg(long, default_value_t = 2)]
    passes: u32,
}

impl Seed {
    pub(crate) async fn run(&self) -> Result<Value, Fault> {
        let database = open(&self.database, &self.data_key).await?;
        let password_hash = self.password_hash()?;
        let created_at = now()?;
        let mut transaction = database.begin().await?;
        for index in 0..self.people {
            let phone: PhoneNumber = person::phone(index).parse().map_err(|_| "no number")?;
            let user = NewUser {
                id: &user_id(index),
                username: &person::name(index),
                password_hash: &password_hash,
                phone_number: Some(&phone),
                created_at,
            };
            transaction.add_user(&user).await?;
        }
        transaction.commit().await?;
        database.close().await;
        Ok(json!({ "people": self.people }))
    }

    /// All have the same password; comparing costs what it costs.
    pub(crate) fn password_hash(&self) -> Result<String, Fault> {
        let length = Some(Params::DEFAULT_OUTPUT_LEN);
        let params =
            Params::new(self.memory_kib, self.passes, 1, length).map_err(|error| error.to_string())?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let hash = argon2
            .hash_password(person::PASSWORD.as_bytes())
            .map_err(|error| error.to_string())?;
        Ok(hash.to_string())
    }
}

/// The database, made where it is missing.
pub(crate) async fn open(url: &str, data_key: &str) -> Result<Database, Fault> {
    let source = DataKeySource::parse(data_key).ok_or("the data key must be 32 bytes in base64")?;
    let key = source.obtain(Arc::new(SeededRandomness::new(1)))?;
    if url.starts_with("postgres") && !Postgres::database_exists(url).await? {
        Postgres::create_database(url).await?;
    }
    Ok(Database::open(url, Synchronous::Normal.into(), key).await?)
}

/// Odd, so that no two numbers below 2^32 have the same product modulo 2^32.
pub(crate) const SCATTER: u32 = 2_654_435_761;

/// In no order, as real ones are: neighbours in the index are strangers.
pub(crate) fn user_id(index: u32) -> String {
    format!("{:08x}{index:024x}", index.wrapping_mul(SCATTER))
}

pub(crate) fn now() -> Result<i64, Fault> {
    Ok(i64::try_from(
        SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs(),
    )?)
}
