//! The load of `make bench`: see `bench-load --help`. Prints one JSON object.

#![allow(clippy::disallowed_methods, reason = "measuring is what it is for")]

mod bare;
mod ceiling;
mod client;
mod cpu;
mod figures;
mod grow;
mod inbox;
mod pace;
mod page;
mod person;
mod prune;
mod scans;
mod seed;
mod visits;
mod wire;
mod writes;

use clap::{Parser, Subcommand};
use serde_json::Value;
use std::{error::Error, process::ExitCode};

/// What went wrong, for whoever runs the benchmark.
type Fault = Box<dyn Error + Send + Sync>;

#[derive(Parser)]
#[command(about = "Load, people and ceilings for `make bench`; prints one JSON object")]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Loads one page again and again.
    Page(page::Page),
    /// People who go through steps of the sign-in, each with a session of their own.
    Visits(visits::Visits),
    /// Serves bytes by axum and nothing else, until it is ended.
    Bare(bare::Bare),
    /// Argon2id and nothing else, on so many threads.
    Ceiling(ceiling::Ceiling),
    /// Puts people into a database of the portal, which is made where it is missing.
    Seed(seed::Seed),
    /// Makes a database as it is after years.
    Grow(grow::Grow),
    /// Removes what is past its time, as the portal does every ten minutes.
    Prune(prune::Prune),
    /// How often PostgreSQL read each table whole.
    Scans(scans::Scans),
    /// Counts what is written to a SQLite database of the portal.
    Writes(writes::Writes),
}

#[tokio::main]
async fn main() -> ExitCode {
    let result = match CommandLine::parse().command {
        Command::Page(page) => page.run().await,
        Command::Visits(visits) => visits.run().await,
        Command::Bare(bare) => bare.run().await,
        Command::Ceiling(ceiling) => ceiling.run(),
        Command::Seed(seed) => seed.run().await,
        Command::Grow(grow) => grow.run().await,
        Command::Prune(prune) => prune.run().await,
        Command::Scans(scans) => scans.run().await,
        Command::Writes(writes) => writes.run().await,
    };
    match result {
        Ok(figures) => print(&figures),
        Err(fault) => {
            eprintln!("bench-load: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn print(figures: &Value) -> ExitCode {
    println!("{figures}");
    ExitCode::SUCCESS
}
