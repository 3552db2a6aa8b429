//! `kakunin recovery …`: codes for someone who has lost phone and codes.

use super::{
    Failure,
    operator::{Operator, nobody},
    printing::print,
};
use crate::{
    auth::{NewRecoveryCodes, Passwords, UserId, make_recovery_codes_by_operator},
    randomness::SystemRandomness,
};
use clap::Subcommand;

#[derive(Subcommand)]
pub(super) enum RecoveryCommand {
    /// Makes ten recovery codes in the place of all that there were, and prints them, a line each. Look twice at who asks.
    New {
        /// User ID.
        name: String,
    },
}

pub(super) async fn run(command: RecoveryCommand) -> Result<(), Failure> {
    let RecoveryCommand::New { name } = command;
    let operator = Operator::open().await?;
    let made = make(&operator, &name).await;
    operator.database.close().await;
    for code in made?.codes {
        print(&format!("{}\n", *code.grouped()))?;
    }
    Ok(())
}

async fn make(operator: &Operator, name: &str) -> Result<NewRecoveryCodes, Failure> {
    let name = UserId::parse(name)?;
    let passwords = Passwords::new(operator.config.password_cost, 1)?;
    let (randomness, now) = (&SystemRandomness, Operator::now());
    let made =
        make_recovery_codes_by_operator(&operator.database, &passwords, randomness, name.as_str(), now)
            .await?;
    made.ok_or_else(|| nobody(&name))
}
