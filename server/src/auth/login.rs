use super::{
    Auth, AuthError, BrowserChange, Outcome, SessionHash, SessionId, UserId, Visitor, audit::Note, random_id,
};
use crate::store::{NewChallenge, NewSession, StoreError, Transaction, User};
use app::domain::{ActivityKind, AuthState, Factor, Notice, Page, Purpose};
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
        let (id, browser) = self.open_session(visitor, &user).await?;
        tracing::info!(event = "password_accepted", user_id = user.id, address = %visitor.address);
        let outcome = self.renewed(visitor, id).await?.with_browser(browser);
        let is_in = matches!(outcome.view.state, AuthState::SignedIn(_));
        Ok(outcome.going_to(visitor.return_to.filter(|_| is_in)))
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
        let Some(user) = user.filter(|_| comparison.right) else {
            return Ok(None);
        };
        if let Some(hash) = &comparison.upgrade {
            self.database
                .upgrade_password_hash(&user.id, &user.password_hash, hash)
                .await?;
        }
        Ok(Some(user))
    }

    /// A new session in the place of whatever session the browser had: half open with a challenge, or, in a browser that is
    /// remembered, full.
    async fn open_session(
        &self,
        visitor: &Visitor,
        user: &User,
    ) -> Result<(SessionId, BrowserChange), StoreError> {
        let id = SessionId::random(&*self.randomness);
        let mut transaction = self.database.begin().await?;
        let recognition = self
            .recognise_browser(&mut transaction, visitor, &user.id)
            .await?;
        if let Some(before) = &visitor.session {
            transaction.end_session(&before.hash()).await?;
        }
        let session = NewSession {
            hash: &id.hash(),
            public_id: &random_id(&*self.randomness),
            user_id: &user.id,
            now: self.clock.now(),
            user_agent: &visitor.stored_user_agent(),
            address: &visitor.address.to_string(),
        };
        transaction.add_session(&session).await?;
        if recognition.recognised {
            self.raise_remembered(&mut transaction, visitor, user, session.hash)
                .await?;
        } else {
            self.open_challenge(&mut transaction, visitor, user, session.hash)
                .await?;
        }
        transaction.commit().await?;
        Ok((id, recognition.browser))
    }

    async fn open_challenge(
        &self,
        transaction: &mut Transaction,
        visitor: &Visitor,
        user: &User,
        session: &SessionHash,
    ) -> Result<(), StoreError> {
        let purpose = if user.phone_number.is_some() {
            Purpose::SignIn
        } else {
            Purpose::Enrol
        };
        let challenge = NewChallenge {
            id: &random_id(&*self.randomness),
            session,
            user_id: &user.id,
            purpose,
            phone_number: user.phone_number.as_ref(),
            made_at: self.clock.now(),
            return_to: visitor.return_to.map(Page::path),
        };
        transaction.add_challenge(&challenge).await
    }

    /// Nobody has seen the id of this session yet, so it rises under the one that it has.
    async fn raise_remembered(
        &self,
        transaction: &mut Transaction,
        visitor: &Visitor,
        user: &User,
        session: &SessionHash,
    ) -> Result<(), StoreError> {
        let (factor, now) = (Factor::Browser, self.clock.now());
        transaction.raise_session(session, session, factor, now).await?;
        transaction.end_half_open_sessions(&user.id).await?;
        self.end_sessions_beyond_limit(transaction, visitor, &user.id, session)
            .await?;
        let note = Note {
            reason: Some(factor.as_str()),
            ..Note::of_user(ActivityKind::SignedIn, &user.id)
        };
        self.write_down(transaction, visitor, note).await?;
        tracing::info!(event = "signed_in", user_id = user.id, address = %visitor.address);
        Ok(())
    }
}
