//! `kakunin data-key …`: the key that phone numbers are sealed with.

use super::{Failure, operator::Operator, password_input::secret, printing::print};
use crate::{
    auth::rising_id,
    clock::{Clock, SystemClock},
    data_key::{DataKey, DataKeySource, rotation},
    randomness::SystemRandomness,
    store::{Actor, AuditEvent, Lost},
};
use app::domain::ActivityKind;
use clap::Subcommand;
use secrecy::ExposeSecret;
use std::{path::Path, sync::Arc};

#[derive(Subcommand)]
pub(super) enum DataKeyCommand {
    /// Seals every number with another key. A portal that runs meanwhile answers that it is not available until it is started
    /// again.
    ///
    /// With the key in a file, the new one is made and put in its place. With KAKUNIN_DATA_KEY, the setting still holds the old
    /// one; the new one, made by `openssl rand -base64 32` and kept safely before, is asked for or read from standard input.
    Rotate,
}

pub(super) async fn run(command: DataKeyCommand) -> Result<(), Failure> {
    let DataKeyCommand::Rotate = command;
    let operator = Operator::open().await?;
    let told = match &operator.config.data_key {
        DataKeySource::File(path) => rotate_file(&operator, path).await,
        DataKeySource::Given(_) => rotate_given(&operator).await,
    };
    operator.database.close().await;
    print(&told?)
}

/// The order makes a power cut harmless at every moment: the file of the next key, the commit, the name.
async fn rotate_file(operator: &Operator, path: &Path) -> Result<String, Failure> {
    let mut rotation = operator.database.begin_rotation().await?;
    let new = rotation::make_next(path, Arc::new(SystemRandomness))?;
    let lost = rotation.change_to(&new).await?;
    rotation
        .audit(&event(&rising_id(
            &SystemRandomness,
            SystemClock.now_milliseconds(),
        )))
        .await?;
    rotation.commit().await?;
    rotation::put_in_place(path, new.check_value(), Arc::new(SystemRandomness))?;
    let shown = path.display();
    let done = format!("{}The new key is in {shown}. ", sentence(lost));
    Ok(done + &last_words(operator).await)
}

async fn rotate_given(operator: &Operator) -> Result<String, Failure> {
    let new = new_key()?;
    if new.check_value() == operator.database.data_key().check_value() {
        return Err("the new key is the old one".into());
    }
    let mut rotation = operator.database.begin_rotation().await?;
    let lost = rotation.change_to(&new).await?;
    rotation
        .audit(&event(&rising_id(
            &SystemRandomness,
            SystemClock.now_milliseconds(),
        )))
        .await?;
    rotation.commit().await?;
    let next = "Put the new key into KAKUNIN_DATA_KEY of every instance and start them again. ";
    Ok(sentence(lost) + next + &last_words(operator).await)
}

async fn last_words(operator: &Operator) -> String {
    let copies = "Copies of the database made before need the old key.\n";
    match operator.database.wipe_free_pages().await {
        Ok(()) => copies.into(),
        Err(_) => format!(
            "{copies}The file of the database is in use, so what the old key sealed stays in its free pages until a VACUUM.\n"
        ),
    }
}

fn new_key() -> Result<DataKey, Failure> {
    let typed = secret("New data key")?;
    match DataKeySource::parse(typed.expose_secret()) {
        Some(source) => Ok(source.obtain(Arc::new(SystemRandomness))?),
        None => Err("a data key is 32 bytes in base64, as `openssl rand -base64 32` prints".into()),
    }
}

fn event(id: &str) -> AuditEvent<'_> {
    AuditEvent {
        actor: Actor::Operator,
        reason: Some("data-key rotate"),
        ..AuditEvent::new(id, Operator::now(), ActivityKind::DataKeyRotated)
    }
}

fn sentence(lost: Lost) -> String {
    let Lost {
        sealed,
        verifications,
        counts,
        attempts,
    } = lost;
    let numbers = if sealed == 1 { "number is" } else { "numbers are" };
    format!(
        "{sealed} {numbers} sealed with the new key. Forgotten: waits of {verifications} numbers on no account, \
         {counts} counts of the day by such numbers, {attempts} waits after failed sign-ins.\n"
    )
}
