use super::{Auth, AuthError, Outcome, SessionId, UserId, Visitor, audit::Note, random_id};
use crate::store::{NewChallenge, NewSession, StoreError, User};
use app::domain::{ActivityKind, Notice, Page, Purpose};
use secrecy::{ExposeSecret, SecretString};

/// Longer passwords are wrong without being looked at: hashing a megabyte is work that nobody should be able to ask for.
const LONGEST_PASSWORD: usize = 1_024;

impl Auth {
    /// The first step. An unknown user gets the same answer after the same work.
    ///
    /// # Errors
    /// When the database or the hashing fails.
    pub async fn login(
        &self,
        visitor: &Visitor,
        username: &str,
        password: SecretString,
    ) -> Result<Outcome, AuthError> {
        let user = match UserId::parse(username) {
            Ok(id) => self.database.user_by_name(id.as_str()).await?,
            Err(_) => None,
        };
        let Some(user) = self.with_right_password(user, password).await? else {
            let visit = self.visit(visitor).await?;
            tracing::info!(event = "password_refused", address = %visitor.address);
            return Ok(visit
                .answer(&self.policy, Notice::WrongPassword)
                .said_even_if_ended(Notice::WrongPassword));
        };
        if user.locked_at.is_some() {
            return self.account_locked(visitor, &user).await;
        }
        let Some(id) = self.open_session(visitor, &user).await? else {
            // Locked, or given another password, since it was read.
            let visit = self.visit(visitor).await?;
            return Ok(visit
                .answer(&self.policy, Notice::WrongPassword)
                .said_even_if_ended(Notice::WrongPassword));
        };
        tracing::info!(event = "password_accepted", user_id = user.id, address = %visitor.address);
        Ok(self.renewed(visitor, id).await?)
    }

    /// Told after the right password only: nobody else learns that the account is shut.
    async fn account_locked(&self, visitor: &Visitor, user: &User) -> Result<Outcome, AuthError> {
        let note = Note {
            reason: Some("account_locked"),
            ..Note::of_user(ActivityKind::SignInHeldBack, &user.id)
        };
        self.write_down_alone(visitor, note).await?;
        tracing::info!(event = "account_locked", user_id = user.id, address = %visitor.address);
        let visit = self.visit(visitor).await?;
        Ok(visit
            .answer(&self.policy, Notice::AccountLocked)
            .said_even_if_ended(Notice::AccountLocked))
    }

    async fn with_right_password(
        &self,
        user: Option<User>,
        password: SecretString,
    ) -> Result<Option<User>, AuthError> {
        let too_long = password.expose_secret().len() > LONGEST_PASSWORD;
        let (user, password) = if too_long {
            (None, "".into())
        } else {
            (user, password)
        };
        let stored = user.as_ref().map(|user| user.password_hash.as_str());
        let comparison = self.passwords.compare(password, stored).await?;
        let Some(mut user) = user.filter(|_| comparison.right) else {
            return Ok(None);
        };
        if let Some(hash) = comparison.upgrade {
            self.database
                .upgrade_password_hash(&user.id, &user.password_hash, &hash)
                .await?;
            // Two upgrades at once: only one is stored, and both were right.
            let stored = self.database.user_by_name(&user.username).await?;
            user.password_hash = stored.map_or(hash, |stored| stored.password_hash);
        }
        Ok(Some(user))
    }

    /// A new half-open session with its challenge, in the place of whatever session the browser had.
    /// Nothing when the account was locked or got another password meanwhile.
    async fn open_session(&self, visitor: &Visitor, user: &User) -> Result<Option<SessionId>, StoreError> {
        let id = SessionId::random(&*self.randomness);
        let purpose = if user.phone_number.is_some() {
            Purpose::SignIn
        } else {
            Purpose::Enrol
        };
        let mut transaction = self.database.begin().await?;
        if !transaction
            .hold_open_account(&user.id, &user.password_hash)
            .await?
        {
            return Ok(None);
        }
        if let Some(before) = &visitor.session {
            transaction.end_session(&before.hash()).await?;
        }
        let user_agent: String = visitor.user_agent.chars().take(200).collect();
        let session = NewSession {
            hash: &id.hash(),
            public_id: &random_id(&*self.randomness),
            user_id: &user.id,
            now: self.clock.now(),
            user_agent: &user_agent,
            address: &visitor.address.to_string(),
        };
        transaction.add_session(&session).await?;
        let challenge = NewChallenge {
            id: &random_id(&*self.randomness),
            session: session.hash,
            user_id: &user.id,
            purpose,
            phone_number: user.phone_number.as_ref(),
            made_at: session.now,
            return_to: visitor.return_to.map(Page::path),
        };
        transaction.add_challenge(&challenge).await?;
        transaction.commit().await?;
        Ok(Some(id))
    }
}
