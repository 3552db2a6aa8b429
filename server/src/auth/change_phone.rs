use super::{
    Auth, AuthError, Outcome, SessionId, Visitor, audit::Note, check::CheckClaim,
    national_number::TypedNumber, open_challenge::OpenChallenge, policy::CONFIRMED, random_id,
    send::refuse_sms_to_landline,
};
use crate::store::{Level, NewChallenge, SessionRow, StoreError, Transaction};
use app::domain::{ActivityKind, Channel, Notice, Page, PhoneNumber, Purpose};
use std::sync::Arc;

/// What a right code to a new phone led to.
enum Change {
    Done,
    /// The number is the phone of as many accounts as it may be.
    InUse,
    /// The session or the challenge ended, or its confirmation did.
    TooLate,
}

impl Auth {
    /// Begins to change the phone: sends a code to the new one. The challenge that it opens can do nothing else, and only
    /// while the session is confirmed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change_phone(
        self: &Arc<Self>,
        visitor: &Visitor,
        typed: TypedNumber<'_>,
        channel: &str,
    ) -> Result<Outcome, AuthError> {
        let visit = self.visit(visitor).await?;
        let approved = match visit.confirmed(&self.policy) {
            Ok((_, approved)) => approved,
            Err(outcome) => return Ok(*outcome),
        };
        let (number, channel) = match self.request_of_new_phone(approved.session(), typed, channel) {
            Ok(request) => request,
            Err(notice) => {
                return Ok(visit.answer(&self.policy, notice).going_to(Some(Page::Phone)));
            }
        };
        let open = || self.open_new_phone(visitor, approved.user_id());
        self.database.again(open).await?;
        let visit = self.visit(visitor).await?;
        // Another tab may have opened one about the phone on file meanwhile.
        let Some(open) = visit
            .open_challenge()
            .filter(|open| open.purpose == Purpose::NewPhone)
        else {
            return Ok(visit.answer_without_challenge(&self.policy));
        };
        let notice = self.send(visitor, open, number, channel, 0).await?;
        let visit = self.visit(visitor).await?;
        Ok(visit.answer(&self.policy, notice).going_to(Some(Page::Phone)))
    }

    /// Judged before the challenge is opened: what cannot be had must not end one that waits for its code.
    fn request_of_new_phone(
        &self,
        session: &SessionRow,
        typed: TypedNumber<'_>,
        channel: &str,
    ) -> Result<(PhoneNumber, Channel), Notice> {
        if session.failures >= self.policy.failures_before_lock {
            return Err(Notice::FactorLocked);
        }
        let channel = channel.parse().map_err(|_| Notice::ChannelRefused)?;
        let number = self.new_number(typed, session.user_phone.as_ref())?;
        refuse_sms_to_landline(channel, &number)?;
        Ok((number, channel))
    }

    /// A number that someone may want to have for a phone, judged before anything is counted.
    pub(super) fn new_number(
        &self,
        typed: TypedNumber<'_>,
        on_file: Option<&PhoneNumber>,
    ) -> Result<PhoneNumber, Notice> {
        let number = self.numbers.read_typed(typed)?;
        if on_file == Some(&number) {
            return Err(Notice::SameNumber);
        }
        if !self.policy.countries.allow(&number) {
            return Err(Notice::CountryNotAllowed);
        }
        Ok(number)
    }

    async fn open_new_phone(&self, visitor: &Visitor, user_id: &str) -> Result<(), StoreError> {
        let Some(session) = visitor.session.as_ref().map(SessionId::hash) else {
            return Ok(());
        };
        let challenge = NewChallenge {
            id: &random_id(&*self.randomness),
            session: &session,
            user_id,
            purpose: Purpose::NewPhone,
            phone_number: None,
            made_at: self.clock.now(),
            return_to: None,
        };
        let mut transaction = self.database.begin().await?;
        if transaction.hold_session(&session, Level::Full).await? {
            transaction.replace_challenge(&challenge).await?;
            transaction.commit().await?;
        }
        Ok(())
    }

    /// The code to the new phone was right. Everything that knew the old one ends: other sessions, and browsers that need not
    /// show a code.
    pub(super) async fn approve_new_phone(
        &self,
        visitor: &Visitor,
        open: &OpenChallenge,
        claim: &CheckClaim,
    ) -> Result<Option<Outcome>, AuthError> {
        let id = SessionId::random(&*self.randomness);
        let take = || self.take_new_phone(visitor, open, claim, &id);
        match self.database.again(take).await? {
            Change::Done => {
                tracing::info!(event = "phone_changed", user_id = open.user_id, phone = %claim.number.masked());
                let outcome = self.renewed(visitor, id).await?;
                Ok(Some(outcome.said_even_if_ended(Notice::PhoneChanged)))
            }
            Change::InUse => self.told_in_use(visitor, open).await.map(Some),
            Change::TooLate => Ok(None),
        }
    }

    /// The row of the number is held from the beginning: two accounts that take it at once are counted one after the other.
    async fn take_new_phone(
        &self,
        visitor: &Visitor,
        open: &OpenChallenge,
        claim: &CheckClaim,
        id: &SessionId,
    ) -> Result<Change, StoreError> {
        let mut transaction = self.database.begin().await?;
        let ended = transaction.end_verification(claim, self.clock.now()).await?;
        if !self.has_room(&mut transaction, open, &claim.number).await? {
            return self
                .refuse_number(transaction, visitor, open, &claim.number)
                .await;
        }
        let confirmed_since = self.clock.now() - CONFIRMED;
        let changed = transaction.replace_phone(&open.user_id, &claim.number).await?
            && transaction.hold_session(&open.session, Level::Full).await?
            && transaction.end_challenge(&open.id, &open.session).await?
            && transaction
                .renew_confirmed_session(&open.session, &id.hash(), confirmed_since)
                .await?;
        if !changed {
            return Ok(Change::TooLate);
        }
        transaction.end_other_sessions(&open.user_id, &id.hash()).await?;
        transaction.forget_browsers(&open.user_id).await?;
        let phone = claim.number.masked();
        let note = Note {
            phone: Some(&phone),
            ..Note::of_user(ActivityKind::PhoneChanged, &open.user_id)
        };
        self.write_down(&mut transaction, visitor, note).await?;
        self.count_approval(&mut transaction, claim, &ended).await?;
        transaction.commit().await?;
        Ok(Change::Done)
    }

    /// The caller holds the number.
    pub(super) async fn has_room(
        &self,
        transaction: &mut Transaction,
        open: &OpenChallenge,
        number: &PhoneNumber,
    ) -> Result<bool, StoreError> {
        transaction
            .number_has_room(number, &open.user_id, self.policy.accounts_per_number)
            .await
    }

    /// The challenge lives on without its number. Only now, after the right code, is it told: before, the answer would tell a
    /// stranger whose number it is.
    async fn refuse_number(
        &self,
        mut transaction: Transaction,
        visitor: &Visitor,
        open: &OpenChallenge,
        number: &PhoneNumber,
    ) -> Result<Change, StoreError> {
        self.note_number_in_use(&mut transaction, visitor, open, number)
            .await?;
        transaction.commit().await?;
        Ok(Change::InUse)
    }

    /// Lets go of a number that was proven and cannot be had.
    pub(super) async fn note_number_in_use(
        &self,
        transaction: &mut Transaction,
        visitor: &Visitor,
        open: &OpenChallenge,
        number: &PhoneNumber,
    ) -> Result<(), StoreError> {
        tracing::info!(event = "number_in_use", user_id = open.user_id, phone = %number.masked());
        // It was a right code, counted before it was checked.
        transaction.uncount_failure(&open.user_id).await?;
        transaction.leave_verification(&open.id).await?;
        let phone = number.masked();
        let note = Note {
            phone: Some(&phone),
            reason: Some("accounts_per_number"),
            ..Note::of_user(ActivityKind::RequestRefused, &open.user_id)
        };
        self.write_down(transaction, visitor, note).await
    }

    /// Today's state, and that the number cannot be had.
    pub(super) async fn told_in_use(
        &self,
        visitor: &Visitor,
        open: &OpenChallenge,
    ) -> Result<Outcome, AuthError> {
        let visit = self.visit(visitor).await?;
        let outcome = visit.answer(&self.policy, Notice::NumberInUse);
        Ok(outcome.going_to(open.page()))
    }
}
