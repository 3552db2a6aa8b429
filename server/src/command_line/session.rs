//! `kakunin session …`: where an account is signed in.

use super::{
    Failure,
    moment::utc,
    operator::{Operator, gone},
    printing::{json_line, print},
};
use crate::{auth::device, store::AccountSession};
use app::domain::ActivityKind;
use clap::{Args, Subcommand};
use serde::Serialize;

#[derive(Subcommand)]
pub(super) enum SessionCommand {
    /// Lists where an account is signed in, a line each, the one used last first.
    List {
        /// User ID.
        name: String,
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
    },
    /// Ends one session of an account, or all of them, on every instance at once.
    Revoke {
        /// User ID.
        name: String,
        #[command(flatten)]
        which: Which,
    },
}

#[derive(Args)]
#[group(required = true, multiple = false)]
pub(super) struct Which {
    /// The session of this id, which `session list` tells.
    #[arg(long)]
    id: Option<String>,
    /// Every session.
    #[arg(long)]
    all: bool,
}

#[derive(Serialize)]
struct Shown {
    id: String,
    level: String,
    factor: Option<String>,
    began_at: String,
    last_seen_at: String,
    address: String,
    device: String,
    user_agent: String,
}

pub(super) async fn run(command: SessionCommand) -> Result<(), Failure> {
    let operator = Operator::open().await?;
    let told = match command {
        SessionCommand::List { name, json } => list(&operator, &name, json).await,
        SessionCommand::Revoke { name, which } => revoke(&operator, &name, which.id.as_deref()).await,
    };
    operator.database.close().await;
    print(&told?)
}

async fn list(operator: &Operator, name: &str, json: bool) -> Result<String, Failure> {
    let user = operator.user(name).await?;
    let sessions = operator.database.sessions_of_account(&user.id).await?;
    let mut text = String::new();
    for session in sessions {
        let shown = shown(session);
        text += &if json { json_line(&shown)? } else { line(&shown) };
    }
    Ok(text)
}

fn shown(session: AccountSession) -> Shown {
    Shown {
        id: session.public_id,
        level: session.level,
        factor: session.factor,
        began_at: utc(session.created_at),
        last_seen_at: utc(session.last_seen_at),
        address: session.address,
        device: device(&session.user_agent),
        user_agent: session.user_agent,
    }
}

fn line(shown: &Shown) -> String {
    let factor = shown.factor.as_deref().unwrap_or("half open");
    let line = format!(
        "{}  {factor:<9}  began {}  seen {}  {}  {}",
        shown.id, shown.began_at, shown.last_seen_at, shown.address, shown.device
    );
    format!("{}\n", line.trim_end())
}

async fn revoke(operator: &Operator, name: &str, id: Option<&str>) -> Result<String, Failure> {
    let user = operator.user(name).await?;
    let mut transaction = operator.database.begin().await?;
    if transaction.hold_user(&user.id).await?.is_none() {
        return Err(gone(&user));
    }
    let ended = transaction.revoke_sessions(&user.id, id).await?;
    if ended == 0 {
        return match id {
            Some(_) => Err(format!("{} has no session of that id", user.username).into()),
            None => Ok(format!("{} is signed in nowhere.\n", user.username)),
        };
    }
    let kind = match id {
        Some(_) => ActivityKind::SessionRevoked,
        None => ActivityKind::SessionsRevoked,
    };
    Operator::write_down(&mut transaction, kind, &user.id, "session revoke", None).await?;
    transaction.commit().await?;
    let sessions = if ended == 1 {
        "session has"
    } else {
        "sessions have"
    };
    Ok(format!("{ended} {sessions} ended.\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_the_device_and_holds_no_text_of_a_stranger() {
        let session = AccountSession {
            public_id: "s1".into(),
            level: "full".into(),
            factor: Some("sms".into()),
            created_at: 0,
            last_seen_at: 60,
            address: "192.0.2.1".into(),
            user_agent: "Mozilla/5.0 (Windows NT 10.0; rv:143.0) Firefox/143.0 \u{1b}[31m".into(),
        };
        let shown = shown(session);
        assert_eq!(
            line(&shown),
            "s1  sms        began 1970-01-01T00:00:00Z  seen 1970-01-01T00:01:00Z  192.0.2.1  Firefox, Windows\n"
        );
        assert!(json_line(&shown).unwrap().contains("Firefox/143.0"));
    }
}
