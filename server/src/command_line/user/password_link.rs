use crate::{
    auth::LinkToken,
    command_line::{
        Failure,
        operator::{Operator, gone},
    },
    randomness::SystemRandomness,
    store::Transaction,
};
use app::domain::ActivityKind;

/// Seconds that a link is good for.
const LIFETIME: i64 = 86_400;

/// A link that nobody has used yet.
pub(super) struct NewLink(LinkToken);

impl NewLink {
    /// Makes one in a transaction that holds the user's row.
    pub(super) async fn make(
        transaction: &mut Transaction,
        user_id: &str,
        command: &'static str,
    ) -> Result<Self, Failure> {
        let token = LinkToken::random(&SystemRandomness);
        let now = Operator::now();
        transaction
            .add_password_link(&token.hash(), user_id, now, now + LIFETIME)
            .await?;
        Operator::write_down(transaction, ActivityKind::LinkMade, user_id, command, None).await?;
        Ok(Self(token))
    }
}

/// The link on a line of its own, the last one, for scripts.
pub(super) fn sentence(operator: &Operator, link: &NewLink) -> String {
    let url = operator.public_url().choose_password(&link.0);
    format!("The password is chosen here, once, within 24 hours. Whoever has the link can do so:\n{url}\n")
}

/// After a password leaked: it opens nothing from now on, nor does anything that it opened, nor an earlier link.
pub(super) async fn reset(operator: &Operator, name: &str) -> Result<String, Failure> {
    let user = operator.user(name).await?;
    let mut transaction = operator.database.begin().await?;
    if !transaction.set_password(&user.id, "").await? {
        return Err(gone(&user));
    }
    transaction.end_access(&user.id).await?;
    let link = NewLink::make(&mut transaction, &user.id, "user reset").await?;
    transaction.commit().await?;
    let told = format!(
        "The password of {} is gone, and every session with it.\n",
        user.username
    );
    Ok(told + &sentence(operator, &link))
}
