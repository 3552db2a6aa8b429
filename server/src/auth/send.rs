use super::{
    Auth, AuthError, Outcome, Visitor,
    national_number::{TypedNumber, is_landline},
    open_challenge::OpenChallenge,
    refused::Refused,
    settle_send::{ClaimedSend, ReadBack},
    verification::SendRefusal,
};
use crate::store::{StoreError, Transaction};
use app::domain::{Channel, Notice, PhoneNumber, Purpose, Told};
use std::sync::Arc;
use tracing::Instrument;

impl Auth {
    /// Sends a code, once for each turn. Whoever presses with an old turn gets today's state and no message.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn send_code(
        self: &Arc<Self>,
        visitor: &Visitor,
        typed: TypedNumber<'_>,
        channel: &str,
        turn: &str,
    ) -> Result<Outcome, AuthError> {
        let visit = self.visit(visitor).await?;
        let Some(open) = visit.open_challenge() else {
            return Ok(visit.answer_without_challenge(&self.policy));
        };
        // A form without a turn cannot come from a page of ours; like an old one it sends nothing.
        let Ok(turn) = turn.parse::<i64>() else {
            return Ok(visit.answer(&self.policy, None::<Notice>).going_to(open.page()));
        };
        let page = open.page();
        let notice = match self.request(&open, typed, channel) {
            Ok((number, channel)) => self.send(visitor, open, number, channel, turn).await?,
            Err(notice) => Some(notice.into()),
        };
        // A redirect leads to a page that looks for itself.
        let visit = if visitor.is_redirected {
            visit
        } else {
            self.visit(visitor).await?
        };
        Ok(visit.answer(&self.policy, notice).going_to(page))
    }

    /// What this form may ask for: the phone on file, or the number typed while there is none.
    pub(super) fn request(
        &self,
        open: &OpenChallenge,
        typed: TypedNumber<'_>,
        channel: &str,
    ) -> Result<(PhoneNumber, Channel), Notice> {
        if open.failures >= self.policy.failures_before_lock {
            return Err(Notice::FactorLocked);
        }
        let channel = channel.parse().map_err(|_| Notice::ChannelRefused)?;
        let number = match open.purpose {
            Purpose::SignIn | Purpose::StepUp => open.phone.clone().ok_or(Notice::PhoneRefused)?,
            Purpose::Enrol | Purpose::NewPhone => self.typed_number(open, typed)?,
        };
        refuse_sms_to_landline(channel, &number)?;
        Ok((number, channel))
    }

    fn typed_number(&self, open: &OpenChallenge, typed: TypedNumber<'_>) -> Result<PhoneNumber, Notice> {
        let enrols = open.purpose == Purpose::Enrol;
        if enrols && !self.policy.may_enrol(open.enrolment_from, self.clock.now()) {
            return Err(Notice::EnrolmentClosed);
        }
        match &open.phone {
            Some(number) if typed.contact_to.trim().is_empty() => Ok(number.clone()),
            _ => self.new_number(typed, open.on_file.as_ref()),
        }
    }

    pub(super) async fn send(
        self: &Arc<Self>,
        visitor: &Visitor,
        open: OpenChallenge,
        number: PhoneNumber,
        channel: Channel,
        turn: i64,
    ) -> Result<Option<Told>, AuthError> {
        if !self.verify.answers() {
            return Ok(Some(Notice::SendFailed.into()));
        }
        let press = Press {
            visitor: visitor.clone(),
            open,
            number,
            channel,
            turn,
        };
        let auth = Arc::clone(self);
        // A browser that goes away must not stop what was begun: the message may be on its way.
        let work = tokio::spawn(async move { auth.send_once(&press).await }.in_current_span());
        Ok(work.await.map_err(|_| AuthError::Task)??)
    }

    async fn send_once(&self, press: &Press) -> Result<Option<Told>, StoreError> {
        let left_behind = self.read_back_dead_claim(&press.number).await?;
        match self.database.again(|| self.claim_send(press)).await? {
            Claim::Taken(claimed) => Ok(self.call_and_settle(*claimed).await?.map(Told::from)),
            // There is nothing to wait for that anybody knows of.
            Claim::Refused(Some(Notice::WaitBeforeSending)) if left_behind == Some(ReadBack::Unknown) => {
                Ok(Some(Notice::SendUnanswered.into()))
            }
            Claim::Refused(notice) => Ok(notice.map(Told::from)),
            Claim::Denied(refused) => {
                self.explain(&refused, &press.visitor, &press.open.user_id, &press.number)
                    .await?;
                Ok(Some(refused.told()))
            }
        }
    }

    /// One transaction decides who may call Twilio. It lasts before the call is made.
    async fn claim_send(&self, press: &Press) -> Result<Claim, StoreError> {
        let now = self.clock.now();
        let mut transaction = self.database.begin().await?;
        if transaction.sends_stopped_at().await?.is_some() {
            return Ok(Claim::Denied(Refused::Stopped));
        }
        let mut row = transaction.hold_verification(&press.number).await?;
        let is_first = transaction
            .hold_session(&press.open.session, press.open.level)
            .await?
            && transaction.take_turn(&press.open.id, press.turn).await?;
        if !is_first {
            return Ok(Claim::Refused(None));
        }
        if let Err(full) = self.reserve_number(&mut transaction, press, now).await? {
            return Ok(Claim::Denied(Refused::TooManyNumbers(full)));
        }
        let claim = match row.claim_send(now, press.channel, self.policy.code_lifetime) {
            Ok(claim) => claim,
            Err(refusal) => return Self::join(transaction, press, row.epoch, refusal).await,
        };
        let reserved = match self.reserve_send(&mut transaction, press, now).await? {
            Ok(reserved) => reserved,
            Err(refused) => {
                drop(transaction);
                return self.deny(press, refused, now).await;
            }
        };
        row.unproven_sends += i64::from(!reserved.counted.is_empty());
        transaction.save_verification(&press.number, &row).await?;
        transaction
            .join_verification(&press.open.id, &press.number, row.epoch)
            .await?;
        transaction.commit().await?;
        Ok(Claim::Taken(Box::new(ClaimedSend {
            claim,
            reserved,
            number: press.number.clone(),
            channel: press.channel,
            locale: press.visitor.language,
            address: press.visitor.address,
            user_id: press.open.user_id.clone(),
            visitor: press.visitor.clone(),
        })))
    }

    /// A number that was refused counts as one that was tried, or else the answers of ceilings and guard would be there for the
    /// asking, about as many numbers as one likes. Whoever has tried too many gets that for an answer.
    async fn deny(&self, press: &Press, refused: Refused, now: i64) -> Result<Claim, StoreError> {
        let mut transaction = self.database.begin().await?;
        if let Err(full) = self.reserve_number(&mut transaction, press, now).await? {
            return Ok(Claim::Denied(Refused::TooManyNumbers(full)));
        }
        transaction.commit().await?;
        Ok(Claim::Denied(refused))
    }

    /// No message now, but a code is on its way to this very number: this challenge may check it, too.
    async fn join(
        mut transaction: Transaction,
        press: &Press,
        epoch: i64,
        refusal: SendRefusal,
    ) -> Result<Claim, StoreError> {
        transaction
            .join_verification(&press.open.id, &press.number, epoch)
            .await?;
        transaction.commit().await?;
        Ok(Claim::Refused(Some(match refusal {
            SendRefusal::Wait => Notice::WaitBeforeSending,
            SendRefusal::NoSendsLeft => Notice::NoSendsLeft,
            SendRefusal::Blocked => Notice::NoChecksLeft,
        })))
    }
}

/// A text message to a landline is lost, whoever pays for it: the library knows without asking Twilio.
pub(super) fn refuse_sms_to_landline(channel: Channel, number: &PhoneNumber) -> Result<(), Notice> {
    match channel {
        Channel::Sms if is_landline(number) => Err(Notice::LandlineTakesCalls),
        _ => Ok(()),
    }
}

/// One press of a send button, read and allowed in principle.
pub(super) struct Press {
    pub visitor: Visitor,
    pub open: OpenChallenge,
    pub number: PhoneNumber,
    pub channel: Channel,
    pub turn: i64,
}

enum Claim {
    Taken(Box<ClaimedSend>),
    Refused(Option<Notice>),
    Denied(Refused),
}
