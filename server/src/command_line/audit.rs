//! `kakunin audit`: the audit log, oldest first, never whole in memory.

use super::{
    Failure,
    moment::{Since, utc},
    operator::{Operator, nobody},
    printing::{json_line, on_one_line, print_on},
};
use crate::{
    auth::UserId,
    store::{AuditChoice, NamedAuditRow},
};
use clap::Args;
use serde::Serialize;

/// Rows that are read at a time.
const AT_ONCE: i64 = 500;

#[derive(Args)]
pub(super) struct AuditCommand {
    /// Rows about this user only: a user ID, or the id of an account that was removed.
    #[arg(long, value_name = "NAME")]
    user: Option<String>,
    /// Rows from then on: 90m, 24h, 7d, 2026-11-01 or 2026-11-01T12:00:00Z (UTC).
    #[arg(long, value_name = "TIME")]
    since: Option<Since>,
    /// The latest so many rows only.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(1..))]
    limit: Option<i64>,
    /// One JSON object a line.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Shown<'a> {
    at: String,
    event: &'a str,
    actor: &'a str,
    user: Option<&'a str>,
    user_id: Option<&'a str>,
    reason: Option<&'a str>,
    phone: Option<&'a str>,
    address: Option<&'a str>,
    device: Option<&'a str>,
}

pub(super) async fn run(command: AuditCommand) -> Result<(), Failure> {
    let operator = Operator::open().await?;
    let done = read(&operator, &command).await;
    operator.database.close().await;
    done
}

async fn read(operator: &Operator, command: &AuditCommand) -> Result<(), Failure> {
    let choice = AuditChoice {
        user_id: match &command.user {
            Some(name) => Some(user_id(operator, name).await?),
            None => None,
        },
        since: command.since.map_or(0, |since| since.seconds(Operator::now())),
    };
    let mut place = match command.limit {
        Some(count) => operator.database.audit_place_of_latest(&choice, count).await?,
        None => None,
    };
    loop {
        let rows = operator
            .database
            .audit_after(&choice, place.as_ref(), AT_ONCE)
            .await?;
        let Some(last) = rows.last() else { return Ok(()) };
        place = Some(last.place());
        for row in &rows {
            if !print_on(&told(row, command.json)?)? {
                return Ok(());
            }
        }
    }
}

/// An account that was removed has no name any more, but its rows keep its id.
async fn user_id(operator: &Operator, name: &str) -> Result<String, Failure> {
    let typed = UserId::parse(name)?;
    if let Some(user) = operator.database.user_by_name(typed.as_str()).await? {
        return Ok(user.id);
    }
    let is_id = name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_id {
        Ok(name.to_owned())
    } else {
        Err(nobody(&typed))
    }
}

fn told(row: &NamedAuditRow, json: bool) -> Result<String, Failure> {
    let (name, row) = (row.username.as_deref(), &row.row);
    let shown = Shown {
        at: utc(row.at),
        event: &row.event,
        actor: &row.actor,
        user: name,
        user_id: row.user_id.as_deref(),
        reason: row.reason.as_deref(),
        phone: row.phone.as_deref(),
        address: row.address.as_deref(),
        device: row.device.as_deref(),
    };
    if json { json_line(&shown) } else { Ok(line(&shown)) }
}

fn line(shown: &Shown<'_>) -> String {
    let who = shown.user.or(shown.user_id).unwrap_or("-");
    let more = [
        ("reason", shown.reason),
        ("phone", shown.phone),
        ("address", shown.address),
        ("device", shown.device),
    ];
    let more: String = more
        .iter()
        .filter_map(|(name, value)| value.map(|value| format!("  {name}={}", on_one_line(value))))
        .collect();
    format!(
        "{}  {:<8}  {:<22}  {who}{more}\n",
        shown.at, shown.actor, shown.event
    )
}
