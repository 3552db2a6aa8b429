use super::Failure;
use crate::{
    clock::SystemClock,
    config::Environment,
    doctor::{Report, examine},
};
use clap::Args;
use std::{io::Write, path::Path};

#[derive(Args)]
pub(super) struct DoctorCommand {
    /// One JSON object in the place of lines.
    #[arg(long)]
    json: bool,
}

/// Prints what was found. Fails without a word of its own where something is a mistake.
pub(super) async fn run(command: DoctorCommand) -> Result<(), Failure> {
    let report = match Environment::of_process(Path::new(".env")) {
        Ok(environment) => examine(&environment, &SystemClock).await,
        Err(error) => Report::of_unreadable_settings(&error),
    };
    let text = if command.json {
        report.to_json()
    } else {
        report.to_string()
    };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    if report.has_mistakes() {
        return Err(Failure(Vec::new()));
    }
    Ok(())
}
