use super::{Auth, AuthError, LinkToken, Outcome, Visitor, audit::Note, new_password::judge};
use crate::store::{Ceiling, PasswordLink, StoreError};
use app::domain::{ActivityKind, Notice, Page, Told};
use secrecy::SecretString;

impl Auth {
    /// Chooses a password by a link of the operator. A token that is unknown, used or past its time costs the same work as a
    /// good one; a password that is refused does not use the link up. Signs nobody in: a phone on file is still asked for.
    ///
    /// # Errors
    /// When the database or the hashing fails.
    pub async fn choose_password(
        &self,
        visitor: &Visitor,
        typed: &str,
        new_password: SecretString,
    ) -> Result<Outcome, AuthError> {
        let now = self.clock.now();
        let count = || self.link_tries_used_up(visitor, now);
        if let Some(until) = self.database.again(count).await? {
            return self
                .link_refused(visitor, Told::until(Notice::TooManySignIns, until))
                .await;
        }
        let link = match LinkToken::in_text(typed) {
            Some(token) => {
                self.database
                    .password_link(&token.hash(), self.clock.now())
                    .await?
            }
            None => None,
        };
        let owner = link.as_ref().map_or("", |link| link.username.as_str());
        let judged = judge(&new_password, owner);
        let accepted = judged.as_ref().ok().cloned();
        let password = accepted.map_or_else(|| "".into(), super::NewPassword::into_secret);
        let hash = match self.passwords.hash(password).await {
            Ok(hash) => hash,
            Err(error) => {
                // Nothing was tried, so nothing counts.
                self.database
                    .again(|| self.release_link_try(visitor, now))
                    .await?;
                return Err(error.into());
            }
        };
        match (link, judged) {
            (None, _) => self.link_refused(visitor, Notice::LinkUnusable.into()).await,
            (_, Err(notice)) => self.link_refused(visitor, notice.into()).await,
            (Some(link), Ok(_)) => self.use_link(visitor, &link, &hash).await,
        }
    }

    /// What a try is counted by: the visitor's network and its prefix.
    fn link_tries(&self, visitor: &Visitor) -> [(Ceiling, String); 2] {
        [
            (self.policy.link_tries_from_address(), visitor.address.network()),
            (self.policy.link_tries_from_prefix(), visitor.address.prefix()),
        ]
    }

    /// Counts a try; when there were too many, the time at which they begin anew.
    async fn link_tries_used_up(&self, visitor: &Visitor, now: i64) -> Result<Option<i64>, StoreError> {
        let mut transaction = self.database.begin().await?;
        for (ceiling, subject) in self.link_tries(visitor) {
            if !transaction.reserve(ceiling, &subject, now).await? {
                return Ok(Some(ceiling.window_end(now)));
            }
        }
        transaction.commit().await?;
        Ok(None)
    }

    async fn release_link_try(&self, visitor: &Visitor, counted_at: i64) -> Result<(), StoreError> {
        let mut transaction = self.database.begin().await?;
        for (ceiling, subject) in self.link_tries(visitor) {
            transaction.release(ceiling, &subject, 1, counted_at).await?;
        }
        transaction.commit().await
    }

    async fn use_link(
        &self,
        visitor: &Visitor,
        link: &PasswordLink,
        password_hash: &str,
    ) -> Result<Outcome, AuthError> {
        let keep = || self.keep_chosen_password(visitor, link, password_hash);
        if !self.database.again(keep).await? {
            return self.link_refused(visitor, Notice::LinkUnusable.into()).await;
        }
        tracing::info!(event = "password_chosen", user_id = link.user_id, address = %visitor.address);
        let visit = self.visit(visitor).await?;
        Ok(visit
            .answer(&self.policy, Notice::PasswordChosen)
            .said_even_if_ended(Notice::PasswordChosen)
            // An operator gave the link: whoever guesses at this account has no part in the waits of this browser.
            .with_known(self.known_browser(visitor, &link.user_id))
            .going_to(Some(Page::SignIn)))
    }

    /// One transaction: the link is used up, the password counts, and nothing that was opened before it does. False where the
    /// link is no good any more.
    async fn keep_chosen_password(
        &self,
        visitor: &Visitor,
        link: &PasswordLink,
        password_hash: &str,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.database.begin().await?;
        let is_used = transaction.set_password(&link.user_id, password_hash).await?
            && transaction
                .take_password_link(&link.token_hash, self.clock.now())
                .await?;
        if !is_used {
            return Ok(false);
        }
        transaction.end_access(&link.user_id).await?;
        transaction
            .forget_failed_sign_ins(&self.subjects_of_failures(visitor, link))
            .await?;
        let note = Note::of_user(ActivityKind::PasswordChosen, &link.user_id);
        self.write_down(&mut transaction, visitor, note).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Wrong passwords of this account, from this browser, from everywhere and from the visitor's network: they were about another
    /// password.
    fn subjects_of_failures(&self, visitor: &Visitor, link: &PasswordLink) -> Vec<String> {
        let key = self.database.data_key();
        let account = key.keyed_hash("account", &link.username);
        let here = format!("{account} {}", visitor.address.network());
        let from_network = key.keyed_hash("account from network", &here);
        let known = visitor
            .known
            .as_ref()
            .filter(|known| known.knows(key, &link.user_id));
        let browser = known.map(|known| known.subject(key, &link.user_id));
        browser.into_iter().chain([from_network, account]).collect()
    }

    /// Back to the form.
    async fn link_refused(&self, visitor: &Visitor, told: Told) -> Result<Outcome, AuthError> {
        tracing::info!(event = "password_link_refused", reason = told.notice.as_str(), address = %visitor.address);
        let visit = self.visit(visitor).await?;
        Ok(visit
            .answer(&self.policy, told)
            .said_even_if_ended(told)
            .going_to(Some(Page::ChoosePassword)))
    }
}
