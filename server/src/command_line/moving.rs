//! `kakunin export` and `kakunin import`: accounts on their way into another database.

use super::{Failure, new_file::NewFile, operator::Operator, printing::print};
use crate::{
    auth::rising_id,
    clock::{Clock, SystemClock},
    randomness::SystemRandomness,
    startup::Mode,
    store::{Actor, AuditEvent},
    transfer::{self, Count},
};
use app::domain::ActivityKind;
use clap::Args;
use std::{
    fs::File,
    io::{BufReader, BufWriter, Write},
    path::PathBuf,
};

#[derive(Args)]
pub(super) struct ExportCommand {
    /// The file to make, for its owner alone.
    file: PathBuf,
}

#[derive(Args)]
pub(super) struct ImportCommand {
    /// What `kakunin export` wrote.
    file: PathBuf,
}

pub(super) async fn export(command: ExportCommand) -> Result<(), Failure> {
    let (new, file) = NewFile::begin(&command.file)?;
    let operator = Operator::open().await?;
    let written = write(&operator, file).await;
    operator.database.close().await;
    let count = written?;
    new.finish()?;
    print(&format!(
        "{} are in {}. It opens with the same data key only; keep it as you keep the database.\n",
        sentence(count),
        command.file.display()
    ))
}

/// The event comes first, so that it is in the file, too, and nobody can export without it.
async fn write(operator: &Operator, file: File) -> Result<Count, Failure> {
    let id = rising_id(&SystemRandomness, SystemClock.now_milliseconds());
    let event = event(&id, ActivityKind::AccountsExported, "export");
    operator.database.audit(&event).await?;
    let mut out = BufWriter::new(file);
    let count = transfer::export(&operator.database, mode(operator), Operator::now(), &mut out).await?;
    out.flush()?;
    Ok(count)
}

pub(super) async fn import(command: ImportCommand) -> Result<(), Failure> {
    let shown = command.file.display();
    let file = File::open(&command.file).map_err(|cause| format!("{shown}: {cause}"))?;
    let operator = Operator::open().await?;
    let id = rising_id(&SystemRandomness, SystemClock.now_milliseconds());
    let event = event(&id, ActivityKind::AccountsImported, "import");
    let input = BufReader::new(file);
    let taken = transfer::import(&operator.database, mode(&operator), input, &event).await;
    operator.database.close().await;
    match taken {
        Ok(count) => print(&format!("{} were taken from {shown}.\n", sentence(count))),
        Err(error) => Err(format!("{shown}: {error}; nothing was changed").into()),
    }
}

fn mode(operator: &Operator) -> &'static str {
    Mode::of(&operator.config.provider).as_str()
}

fn event<'a>(id: &'a str, kind: ActivityKind, command: &'static str) -> AuditEvent<'a> {
    AuditEvent {
        actor: Actor::Operator,
        reason: Some(command),
        ..AuditEvent::new(id, Operator::now(), kind)
    }
}

fn sentence(count: Count) -> String {
    let Count { accounts, audit_rows } = count;
    let accounts = match accounts {
        1 => "1 account".to_owned(),
        _ => format!("{accounts} accounts"),
    };
    match audit_rows {
        1 => format!("{accounts} and 1 row of the audit log"),
        _ => format!("{accounts} and {audit_rows} rows of the audit log"),
    }
}
