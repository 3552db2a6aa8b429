use super::{
    Auth, AuthError, Outcome, SessionId, Visitor, approve::factor_of, audit::Note, check::CheckClaim,
    open_challenge::OpenChallenge, random_id,
};
use crate::store::{Level, NewChallenge, StoreError};
use app::domain::{ActivityKind, Notice, Page, PhoneNumber, Purpose};
use secrecy::SecretString;

impl Auth {
    /// The first half of a confirmation: the password once more. It opens a challenge of purpose [`Purpose::StepUp`], which keeps
    /// when the password was right; the session itself is none the fresher before the code.
    ///
    /// # Errors
    /// When the database or the hashing fails.
    pub async fn confirm_password(
        &self,
        visitor: &Visitor,
        password: SecretString,
    ) -> Result<Outcome, AuthError> {
        let visit = self.visit(visitor).await?;
        let Some(approved) = visit.approved() else {
            return Ok(visit.answer_without_challenge(&self.policy));
        };
        if approved.is_confirmed(self.clock.now()) {
            return Ok(visit
                .answer(&self.policy, None::<Notice>)
                .going_to(visitor.page_to_return_to()));
        }
        let said = match self.prove_own_password(visitor, &approved, password).await? {
            Ok(user) => {
                let open = || self.open_step_up(visitor, &user.id, user.phone_number.as_ref());
                self.database.again(open).await?;
                None
            }
            Err(told) => Some(told),
        };
        let visit = self.visit(visitor).await?;
        Ok(visit.answer(&self.policy, said).going_to(Some(Page::Confirm)))
    }

    /// In the place of whatever this session was about.
    async fn open_step_up(
        &self,
        visitor: &Visitor,
        user_id: &str,
        phone: Option<&PhoneNumber>,
    ) -> Result<(), StoreError> {
        let Some(session) = visitor.session.as_ref().map(SessionId::hash) else {
            return Ok(());
        };
        let challenge = NewChallenge {
            id: &random_id(&*self.randomness),
            session: &session,
            user_id,
            purpose: Purpose::StepUp,
            phone_number: phone,
            made_at: self.clock.now(),
            return_to: visitor.page_to_return_to().map(Page::path),
        };
        let mut transaction = self.database.begin().await?;
        if transaction.hold_session(&session, Level::Full).await? {
            transaction.replace_challenge(&challenge).await?;
            transaction.commit().await?;
        }
        Ok(())
    }

    /// The code was right, too.
    pub(super) async fn approve_step_up(
        &self,
        visitor: &Visitor,
        open: &OpenChallenge,
        claim: &CheckClaim,
    ) -> Result<Option<Outcome>, AuthError> {
        let id = SessionId::random(&*self.randomness);
        let confirm = || self.confirm(visitor, open, claim, &id);
        if !self.database.again(confirm).await? {
            return Ok(None);
        }
        tracing::info!(event = "confirmed", user_id = open.user_id, address = %visitor.address);
        let outcome = self.renewed(visitor, id).await?;
        Ok(Some(
            outcome
                .said_even_if_ended(Notice::Confirmed)
                .going_to(open.page_to_return_to()),
        ))
    }

    /// One transaction ends verification and challenge, and makes the session fresh under a new id. It raises nothing: the
    /// session was full before.
    async fn confirm(
        &self,
        visitor: &Visitor,
        open: &OpenChallenge,
        claim: &CheckClaim,
        id: &SessionId,
    ) -> Result<bool, StoreError> {
        let now = self.clock.now();
        let mut transaction = self.database.begin().await?;
        let ended = transaction.end_verification(claim, now).await?;
        let confirmed = transaction
            .prove_phone_on_file(&open.user_id, &claim.number)
            .await?
            && transaction.hold_session(&open.session, Level::Full).await?
            && transaction.end_challenge(&open.id, &open.session).await?
            && transaction
                .confirm_session(&open.session, &id.hash(), open.made_at, now)
                .await?;
        if !confirmed {
            return Ok(false);
        }
        let phone = claim.number.masked();
        let note = Note {
            phone: Some(&phone),
            reason: Some(factor_of(ended.channel).as_str()),
            ..Note::of_user(ActivityKind::Confirmed, &open.user_id)
        };
        self.write_down(&mut transaction, visitor, note).await?;
        self.count_approval(&mut transaction, claim, &ended).await?;
        transaction.commit().await?;
        Ok(true)
    }
}
