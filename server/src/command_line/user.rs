//! `kakunin user …`: accounts. One file for each thing that can be done with them.

mod add;
mod list;
mod lock;
mod password;
mod password_link;
mod phone;
mod remove;
mod show;

use super::{Failure, operator::Operator, printing::print};
use clap::Subcommand;

#[derive(Subcommand)]
pub(super) enum UserCommand {
    /// Makes an account and prints a link, good once within 24 hours, at which the person chooses a password.
    Add(add::AddCommand),
    /// Lists all accounts by user ID, a line each.
    List {
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
    },
    /// Tells about one account.
    Show {
        /// User ID.
        name: String,
        /// One JSON object in the place of lines.
        #[arg(long)]
        json: bool,
    },
    /// Puts another phone on file, or takes it away, and ends every session and remembered browser.
    Phone(phone::PhoneCommand),
    /// Sets a password, which is asked for or read from standard input, and ends every session and remembered browser.
    Password {
        /// User ID.
        name: String,
    },
    /// Makes the old password useless at once, ends every session, and prints a link for another one.
    Reset {
        /// User ID.
        name: String,
    },
    /// Shuts an account until it is unlocked, and ends every session.
    Lock {
        /// User ID.
        name: String,
    },
    /// Opens an account that was locked, and frees a second factor that too many wrong codes locked.
    Unlock {
        /// User ID.
        name: String,
    },
    /// Removes an account; the audit log keeps its rows.
    Remove {
        /// User ID.
        name: String,
        /// Does not ask.
        #[arg(long)]
        yes: bool,
    },
}

pub(super) async fn run(command: UserCommand) -> Result<(), Failure> {
    let operator = Operator::open().await?;
    let told = match command {
        UserCommand::Add(command) => add::add(&operator, &command).await,
        UserCommand::List { json } => list::list(&operator, json).await,
        UserCommand::Show { name, json } => show::show(&operator, &name, json).await,
        UserCommand::Phone(command) => phone::phone(&operator, &command).await,
        UserCommand::Password { name } => password::password(&operator, &name).await,
        UserCommand::Reset { name } => password_link::reset(&operator, &name).await,
        UserCommand::Lock { name } => lock::lock(&operator, &name).await,
        UserCommand::Unlock { name } => lock::unlock(&operator, &name).await,
        UserCommand::Remove { name, yes } => remove::remove(&operator, &name, yes).await,
    };
    operator.database.close().await;
    print(&told?)
}
