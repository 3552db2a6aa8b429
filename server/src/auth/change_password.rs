use super::{
    Auth, AuthError, NewPassword, Outcome, SessionId, Visitor, audit::Note, judge, policy::CONFIRMED,
};
use crate::store::{Level, StoreError, User};
use app::domain::{ActivityKind, Notice, Page, Told};
use secrecy::SecretString;

impl Auth {
    /// Another password, by the one that counts and in a confirmed session (OWASP ASVS 6.2.3). The new one is judged first: that
    /// tells nothing and costs no try.
    ///
    /// # Errors
    /// When the database or the hashing fails.
    pub async fn change_password(
        &self,
        visitor: &Visitor,
        current: SecretString,
        new: SecretString,
    ) -> Result<Outcome, AuthError> {
        let visit = self.visit(visitor).await?;
        let approved = match visit.confirmed(&self.policy) {
            Ok((_, approved)) => approved,
            Err(outcome) => return Ok(*outcome),
        };
        let said = match judge(&new, approved.username()) {
            Err(notice) => Told::from(notice),
            Ok(new) => match self.prove_own_password(visitor, &approved, current).await? {
                Err(told) => told,
                Ok(user) => match self.replace_password(visitor, &user, new).await? {
                    Some(outcome) => return Ok(outcome),
                    None => Notice::Unavailable.into(),
                },
            },
        };
        let visit = self.visit(visitor).await?;
        Ok(visit.answer(&self.policy, said).going_to(Some(Page::Password)))
    }

    /// Nothing when password or session changed meanwhile.
    async fn replace_password(
        &self,
        visitor: &Visitor,
        user: &User,
        new: NewPassword,
    ) -> Result<Option<Outcome>, AuthError> {
        let hash = self.passwords.hash(new.into_secret()).await?;
        let id = SessionId::random(&*self.randomness);
        let keep = || self.keep_password(visitor, user, &hash, &id);
        if !self.database.again(keep).await? {
            return Ok(None);
        }
        tracing::info!(event = "password_changed", user_id = user.id, address = %visitor.address);
        let outcome = self.renewed(visitor, id).await?;
        Ok(Some(outcome.said_even_if_ended(Notice::PasswordChanged)))
    }

    /// One transaction: the password, and the end of everything that was opened by the old one.
    async fn keep_password(
        &self,
        visitor: &Visitor,
        user: &User,
        hash: &str,
        id: &SessionId,
    ) -> Result<bool, StoreError> {
        let Some(session) = visitor.session.as_ref().map(SessionId::hash) else {
            return Ok(false);
        };
        let confirmed_since = self.clock.now() - CONFIRMED;
        let mut transaction = self.database.begin().await?;
        let kept = transaction
            .replace_password(&user.id, &user.password_hash, hash)
            .await?
            && transaction.hold_session(&session, Level::Full).await?
            && transaction
                .renew_confirmed_session(&session, &id.hash(), confirmed_since)
                .await?;
        if !kept {
            return Ok(false);
        }
        transaction.end_other_sessions(&user.id, &id.hash()).await?;
        transaction.forget_browsers(&user.id).await?;
        transaction.void_password_links(&user.id).await?;
        let note = Note::of_user(ActivityKind::PasswordChanged, &user.id);
        self.write_down(&mut transaction, visitor, note).await?;
        transaction.commit().await?;
        Ok(true)
    }
}
