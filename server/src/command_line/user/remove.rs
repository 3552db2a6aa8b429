use crate::command_line::{
    Failure,
    operator::{Operator, gone},
};
use app::domain::ActivityKind;
use std::io::{BufRead, IsTerminal, Write, stderr, stdin};

pub(super) async fn remove(operator: &Operator, name: &str, yes: bool) -> Result<String, Failure> {
    let user = operator.user(name).await?;
    if !yes {
        confirm(&user.username)?;
    }
    let mut transaction = operator.database.begin().await?;
    // Sessions and challenges go with the user's row, and whoever writes to them holds it first, too.
    if transaction.hold_user(&user.id).await?.is_none() {
        return Err(gone(&user));
    }
    transaction.remove_user(&user.id).await?;
    let kind = ActivityKind::UserRemoved;
    Operator::write_down(&mut transaction, kind, &user.id, "user remove", None).await?;
    transaction.commit().await?;
    Ok(format!(
        "{} is removed. The audit log keeps its rows: kakunin audit --user {}\n",
        user.username, user.id
    ))
}

/// Asks at a terminal; elsewhere nobody could answer.
fn confirm(name: &str) -> Result<(), Failure> {
    if !stdin().is_terminal() {
        return Err("nobody is here to ask: confirm with --yes".into());
    }
    write!(stderr(), "Type {name} to remove the account for good: ")?;
    let mut typed = String::new();
    stdin().lock().read_line(&mut typed)?;
    if typed.trim() == name {
        Ok(())
    } else {
        Err("nothing was removed".into())
    }
}
