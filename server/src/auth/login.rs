use super::{Auth, AuthError, Outcome, SessionId, Visitor, attempts::Attempt, random_id};
use crate::store::{NewChallenge, NewSession, StoreError, User};
use app::domain::{Notice, Page, Purpose, Told};
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
        let id = self.open_session(visitor, &user).await?;
        tracing::info!(event = "password_accepted", user_id = user.id, address = %visitor.address);
        Ok(self.renewed(visitor, id).await?)
    }

    /// Today's state with a word about the attempt, which matters more than a session that ended long ago.
    async fn refuse(&self, visitor: &Visitor, told: impl Into<Told>) -> Result<Outcome, AuthError> {
        let (visit, told) = (self.visit(visitor).await?, told.into());
        Ok(visit.answer(&self.policy, told).said_even_if_ended(told))
    }

    /// A new half-open session with its challenge, in the place of whatever session the browser had.
    async fn open_session(&self, visitor: &Visitor, user: &User) -> Result<SessionId, StoreError> {
        let id = SessionId::random(&*self.randomness);
        let purpose = if user.phone_number.is_some() {
            Purpose::SignIn
        } else {
            Purpose::Enrol
        };
        let mut transaction = self.database.begin().await?;
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
        Ok(id)
    }
}
