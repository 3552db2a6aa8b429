use crate::command_line::{Failure, operator::Operator};
use app::domain::ActivityKind;

pub(super) async fn lock(operator: &Operator, name: &str) -> Result<String, Failure> {
    let user = operator.user(name).await?;
    let mut transaction = operator.database.begin().await?;
    if !transaction.lock_account(&user.id, Operator::now()).await? {
        return Ok(format!("{} is locked already.\n", user.username));
    }
    transaction.end_access(&user.id).await?;
    let kind = ActivityKind::UserLocked;
    Operator::write_down(&mut transaction, kind, &user.id, "user lock", None).await?;
    transaction.commit().await?;
    Ok(format!(
        "{} is locked, and every session has ended.\n",
        user.username
    ))
}

pub(super) async fn unlock(operator: &Operator, name: &str) -> Result<String, Failure> {
    let user = operator.user(name).await?;
    let mut transaction = operator.database.begin().await?;
    if !transaction.unlock_account(&user.id).await? {
        return Ok(format!("{} was not locked.\n", user.username));
    }
    let kind = ActivityKind::UserUnlocked;
    Operator::write_down(&mut transaction, kind, &user.id, "user unlock", None).await?;
    transaction.commit().await?;
    Ok(format!("{} can sign in again.\n", user.username))
}
