mod status;

use super::{Failure, operator::Operator};
use crate::{
    auth::rising_id,
    clock::{Clock, SystemClock},
    randomness::SystemRandomness,
    store::{Actor, AuditEvent, Database, StoreError, Transaction},
};
use app::domain::ActivityKind;
use clap::Subcommand;
use status::Status;
use std::io::Write;

#[derive(Subcommand)]
pub(super) enum SendsCommand {
    /// Stops all messages at once, on every instance that shares the database. Codes that have arrived still work.
    Stop,
    /// Lets messages go out again.
    Resume,
    /// Whether messages go out, what today's came to, and which places the guard against pumping holds back.
    Status {
        /// One JSON object in the place of lines.
        #[arg(long)]
        json: bool,
    },
}

pub(super) async fn run(command: SendsCommand) -> Result<(), Failure> {
    let Operator { config, database } = Operator::open().await?;
    let now = SystemClock.now();
    let text = match command {
        SendsCommand::Stop => stop(&database, now).await,
        SendsCommand::Resume => resume(&database, now).await,
        SendsCommand::Status { json } => Status::read(&database, &config.policy, now)
            .await
            .map(|status| {
                if json {
                    status.to_json()
                } else {
                    status.to_string()
                }
            })
            .map_err(Failure::from),
    };
    database.close().await;
    std::io::stdout().lock().write_all(text?.as_bytes())?;
    Ok(())
}

async fn stop(database: &Database, now: i64) -> Result<String, Failure> {
    let mut transaction = database.begin().await?;
    if !transaction.stop_sends(now).await? {
        return Ok("Messages were stopped already.\n".into());
    }
    write_down(&mut transaction, ActivityKind::SendsStopped, now).await?;
    transaction.commit().await?;
    Ok("No message goes out until `kakunin sends resume`.\n".into())
}

async fn resume(database: &Database, now: i64) -> Result<String, Failure> {
    let mut transaction = database.begin().await?;
    if !transaction.resume_sends().await? {
        return Ok("Messages were not stopped.\n".into());
    }
    write_down(&mut transaction, ActivityKind::SendsResumed, now).await?;
    transaction.commit().await?;
    Ok("Messages go out again.\n".into())
}

async fn write_down(transaction: &mut Transaction, kind: ActivityKind, now: i64) -> Result<(), StoreError> {
    let id = rising_id(&SystemRandomness, SystemClock.now_milliseconds());
    let event = AuditEvent {
        actor: Actor::Operator,
        ..AuditEvent::new(&id, now, kind)
    };
    transaction.audit(&event).await
}
