//! `kakunin` as operators type it.

mod audit;
mod backup;
mod completions;
mod data_key;
mod doctor;
mod health;
mod migrate;
mod moment;
mod moving;
mod new_file;
mod operator;
mod password_input;
mod printing;
mod recovery;
#[cfg(feature = "sandbox")]
mod sandbox;
mod sends;
mod serve;
mod session;
mod settings_help;
mod user;

use crate::config::{Config, Environment, Mistake};
use clap::{Parser, Subcommand};
use std::{fmt::Display, path::Path, process::ExitCode};

/// With the commit that it was built from, where the builder named it: `make package` and the Dockerfile do.
const VERSION: &str = env!("VERSION");

/// A sign-in portal with a phone second factor.
#[derive(Parser)]
#[command(name = "kakunin", version = VERSION, after_help = settings_help::text())]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the portal (what `kakunin` alone does).
    Serve,
    /// Looks at the configuration and at what it names, sends nothing, and says what is wrong.
    Doctor(doctor::DoctorCommand),
    /// Accounts.
    #[command(subcommand)]
    User(user::UserCommand),
    /// Messages: stop them all, let them go out again, what today's came to.
    #[command(subcommand)]
    Sends(sends::SendsCommand),
    /// Where an account is signed in.
    #[command(subcommand)]
    Session(session::SessionCommand),
    /// Recovery codes.
    #[command(subcommand)]
    Recovery(recovery::RecoveryCommand),
    /// Reads the audit log, oldest first.
    Audit(audit::AuditCommand),
    /// The key that phone numbers are sealed with.
    #[command(subcommand)]
    DataKey(data_key::DataKeyCommand),
    /// Brings the database to this release's form, which a start does, too.
    Migrate,
    /// Copies a SQLite database that may be in use, as it stands at one moment, into a file.
    Backup(backup::BackupCommand),
    /// Writes accounts, recovery codes and the audit log into a file, to import them into a database of either engine.
    Export(moving::ExportCommand),
    /// Takes all that an export holds into a database without accounts, or nothing.
    Import(moving::ImportCommand),
    /// Asks whether the portal of these settings is alive on this machine.
    Health,
    /// Prints what a shell needs to complete commands.
    Completions {
        /// Which shell.
        shell: completions::KnownShell,
    },
    /// Runs the twin of Twilio Verify alone, for any program that speaks to Verify.
    #[cfg(feature = "sandbox")]
    Sandbox(sandbox::SandboxCommand),
}

/// Why a command was not done, which is exit status 1; clap ends one that was written wrongly with 2. One line for each mistake, for people.
#[derive(Debug)]
struct Failure(Vec<String>);

impl<E: Display> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(vec![error.to_string()])
    }
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let command = CommandLine::parse().command.unwrap_or(Command::Serve);
    match run_command(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(lines)) => {
            for line in lines {
                eprintln!("kakunin: {line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run_command(command: Command) -> Result<(), Failure> {
    // One TLS stack for Twilio and for PostgreSQL. An error means that one is installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Runtime::new()?;
    let done = runtime.block_on(async {
        match command {
            Command::Serve => serve::serve().await,
            Command::Doctor(command) => doctor::run(command).await,
            Command::User(command) => user::run(command).await,
            Command::Sends(command) => sends::run(command).await,
            Command::Session(command) => session::run(command).await,
            Command::Recovery(command) => recovery::run(command).await,
            Command::Audit(command) => audit::run(command).await,
            Command::DataKey(command) => data_key::run(command).await,
            Command::Migrate => migrate::run().await,
            Command::Backup(command) => backup::run(command).await,
            Command::Export(command) => moving::export(command).await,
            Command::Import(command) => moving::import(command).await,
            Command::Health => health::run().await,
            Command::Completions { shell } => completions::run(shell),
            #[cfg(feature = "sandbox")]
            Command::Sandbox(command) => sandbox::run(command).await,
        }
    });
    // A name server that never answers must not hold the process.
    runtime.shutdown_background();
    done
}

fn config() -> Result<(Environment, Config), Failure> {
    let environment = Environment::of_process(Path::new(".env"))?;
    let config = Config::read(&environment).map_err(|mistakes| Failure(lines(&mistakes)))?;
    Ok((environment, config))
}

fn lines(mistakes: &[Mistake]) -> Vec<String> {
    mistakes.iter().map(ToString::to_string).collect()
}

/// Ends when the process is asked to stop: SIGTERM, or Ctrl-C.
async fn stop_signal() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! { () = interrupt => {}, _ = terminate.recv() => {} },
        Err(_) => interrupt.await,
    }
}
