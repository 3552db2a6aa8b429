use super::{Failure, config, password_input::new_password};
use crate::{
    auth::{Passwords, UserId, random_id},
    clock::{Clock, SystemClock},
    config::Config,
    randomness::SystemRandomness,
    startup::Mode,
    store::{Database, NewUser},
};
use clap::Subcommand;
use std::sync::Arc;

#[derive(Subcommand)]
pub(super) enum UserCommand {
    /// Makes an account. The password is asked for, or read from standard input.
    Add {
        /// User ID.
        name: String,
        /// Phone that receives the codes; without it the person adds one at the first sign-in.
        #[arg(long)]
        phone: Option<String>,
    },
    /// Frees a second factor that too many wrong codes locked.
    Unlock {
        /// User ID.
        name: String,
    },
}

pub(super) async fn run(command: UserCommand) -> Result<(), Failure> {
    let (_, config) = config()?;
    let database = open(&config).await?;
    let done = match command {
        UserCommand::Add { name, phone } => add(&config, &database, &name, phone.as_deref()).await,
        UserCommand::Unlock { name } => unlock(&database, &name).await,
    };
    database.close().await;
    done
}

pub(super) async fn open(config: &Config) -> Result<Database, Failure> {
    let key = config.data_key.obtain(Arc::new(SystemRandomness))?;
    let database = Database::open(&config.database_url, config.synchronous, key).await?;
    Mode::of(&config.provider).claim(&database).await?;
    Ok(database)
}

async fn add(config: &Config, database: &Database, name: &str, phone: Option<&str>) -> Result<(), Failure> {
    let name = UserId::parse(name)?;
    let phone = phone.map(|typed| {
        config
            .numbers
            .read(typed)
            .map_err(|_| format!("`{typed}` is no phone number"))
    });
    let phone = phone.transpose()?;
    let password = new_password()?;
    let user = NewUser {
        id: &random_id(&SystemRandomness),
        username: name.as_str(),
        password_hash: &Passwords::new(config.password_cost, 1)?.hash(password).await?,
        phone_number: phone.as_ref(),
        created_at: SystemClock.now(),
    };
    if !database.add_user(user).await? {
        return Err(format!("the user ID {name} is taken").into());
    }
    let place = if config.provider.is_sandbox() {
        "in the sandbox"
    } else {
        "in the live portal"
    };
    println!("{name} was made {place}.");
    Ok(())
}

async fn unlock(database: &Database, name: &str) -> Result<(), Failure> {
    let name = UserId::parse(name)?;
    if !database.unlock_user(name.as_str()).await? {
        return Err(format!("there is no user {name}").into());
    }
    println!("{name} can sign in by code again.");
    Ok(())
}
