use super::{
    Auth, AuthError, BrowserChange, Destination, Outcome, SessionHash, SessionId, Visitor, attempts::Attempt,
    audit::Note, random_id,
};
use crate::store::{NewChallenge, NewSession, StoreError, Transaction, User};
use app::domain::{ActivityKind, AuthState, Factor, Notice, Purpose, Told};
use secrecy::SecretString;

impl Auth {
    /// The first step. An unknown user gets the same answer after the same work; attempts that come too fast wait.
    ///
    /// # Errors
    /// When the database or the hashing fails.
    pub async fn login(
        &self,
        visitor: &Visitor,
        username: &str,
        password: SecretString,
    ) -> Result<Outcome, AuthError> {
        let user = match self.try_password(visitor, username, password).await? {
            Attempt::Right(user) => user,
            Attempt::Wrong => return self.refuse(visitor, Notice::WrongPassword).await,
            Attempt::HeldBack { until } => {
                let told = Told::until(Notice::TooManySignIns, until);
                return self.refuse(visitor, told).await;
            }
        };
        if user.locked_at.is_some() {
            return self.account_locked(visitor, &user).await;
        }
        let opened = self.database.again(|| self.open_session(visitor, &user)).await?;
        let Some((id, browser)) = opened else {
            // Locked, or given another password, since it was read.
            return self.refuse(visitor, Notice::WrongPassword).await;
        };
        tracing::info!(event = "password_accepted", user_id = user.id, address = %visitor.address);
        let outcome = self.renewed(visitor, id).await?.with_browser(browser);
        let is_in = matches!(outcome.view.state, AuthState::SignedIn(_));
        if is_in {
            let factor = Factor::Browser.as_str();
            tracing::info!(event = "signed_in", factor, user_id = user.id, address = %visitor.address);
        }
        Ok(outcome.returning_to(visitor.return_to.clone().filter(|_| is_in)))
    }

    /// Today's state with a word about the attempt, which matters more than a session that ended long ago.
    async fn refuse(&self, visitor: &Visitor, told: impl Into<Told>) -> Result<Outcome, AuthError> {
        let (visit, told) = (self.visit(visitor).await?, told.into());
        Ok(visit.answer(&self.policy, told).said_even_if_ended(told))
    }

    /// Told after the right password only: nobody else learns that the account is shut.
    async fn account_locked(&self, visitor: &Visitor, user: &User) -> Result<Outcome, AuthError> {
        let note = Note {
            reason: Some("account_locked"),
            ..Note::of_user(ActivityKind::SignInHeldBack, &user.id)
        };
        self.write_down_once_a_minute(visitor, note, &user.id).await?;
        tracing::info!(event = "account_locked", user_id = user.id, address = %visitor.address);
        self.refuse(visitor, Notice::AccountLocked).await
    }

    /// A new session in the place of whatever session the browser had: half open with a challenge, or, in a browser that is
    /// remembered, full. Nothing when the account was locked or got another password meanwhile.
    async fn open_session(
        &self,
        visitor: &Visitor,
        user: &User,
    ) -> Result<Option<(SessionId, BrowserChange)>, StoreError> {
        let id = SessionId::random(&*self.randomness);
        let mut transaction = self.database.begin().await?;
        if !transaction
            .hold_open_account(&user.id, &user.password_hash)
            .await?
        {
            return Ok(None);
        }
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
        Ok(Some((id, recognition.browser)))
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
            return_to: visitor.return_to.as_ref().map(Destination::as_str),
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
        self.write_down(transaction, visitor, note).await
    }
}
