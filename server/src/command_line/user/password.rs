use crate::{
    auth::{Passwords, UserId},
    command_line::{Failure, operator::Operator, password_input::new_password},
};
use app::domain::ActivityKind;

pub(super) async fn password(operator: &Operator, name: &str) -> Result<String, Failure> {
    let user = operator.user(name).await?;
    let password = new_password(&UserId::parse(&user.username)?)?;
    let hash = Passwords::new(operator.config.password_cost, 1)?
        .hash(password)
        .await?;
    let mut transaction = operator.database.begin().await?;
    transaction.set_password(&user.id, &hash).await?;
    transaction.end_access(&user.id).await?;
    let kind = ActivityKind::PasswordChanged;
    Operator::write_down(&mut transaction, kind, &user.id, "user password", None).await?;
    transaction.commit().await?;
    Ok(format!(
        "The password of {} is set, and every session has ended.\n",
        user.username
    ))
}
