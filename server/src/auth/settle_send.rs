use super::{Auth, ceilings, verification::SendClaim};
use crate::{
    store::{Ceiling, StoreError},
    verify::{Fetched, Refusal, StartError, Started},
};
use app::domain::{Channel, Language, Notice, PhoneNumber};

/// The right to call Twilio once.
pub(super) struct ClaimedSend {
    pub claim: SendClaim,
    pub ceilings: [(Ceiling, String); 3],
    pub number: PhoneNumber,
    pub channel: Channel,
    pub locale: Language,
}

impl Auth {
    pub(super) async fn call_and_settle(&self, send: ClaimedSend) -> Result<Option<Notice>, StoreError> {
        let answer = self.verify.start(&send.number, send.channel, send.locale).await;
        let phone = send.number.masked();
        match answer {
            Ok(started) => {
                tracing::info!(event = "code_sent", channel = send.channel.as_str(), %phone);
                self.settle_started(&send.number, send.claim, &started).await?;
                Ok(None)
            }
            Err(StartError::Unanswered) => {
                tracing::warn!(event = "send_unanswered", channel = send.channel.as_str(), %phone);
                let found = self.read_back(&send.number, send.claim).await?;
                Ok((!found).then_some(Notice::SendUnanswered))
            }
            Err(StartError::NotProcessed) => self.settle_refused(&send, Notice::SendFailed).await.map(Some),
            Err(StartError::Refused(refusal)) => {
                tracing::warn!(event = "send_refused", ?refusal, channel = send.channel.as_str(), %phone);
                self.settle_refusal(&send, refusal).await.map(Some)
            }
        }
    }

    async fn settle_refusal(&self, send: &ClaimedSend, refusal: Refusal) -> Result<Notice, StoreError> {
        let notice = match refusal {
            Refusal::SendsUsedUp => Notice::NoSendsLeft,
            Refusal::ChecksUsedUp => Notice::NoChecksLeft,
            Refusal::Number => Notice::PhoneRefused,
            Refusal::Channel => Notice::ChannelRefused,
            Refusal::Later | Refusal::Configuration => Notice::SendFailed,
        };
        match refusal {
            Refusal::SendsUsedUp => self.settle_used_up(send, false).await?,
            Refusal::ChecksUsedUp => self.settle_used_up(send, true).await?,
            _ => return self.settle_refused(send, notice).await,
        }
        Ok(notice)
    }

    async fn settle_started(
        &self,
        number: &PhoneNumber,
        claim: SendClaim,
        started: &Started,
    ) -> Result<(), StoreError> {
        let mut transaction = self.database.begin().await?;
        let mut row = transaction.hold_verification(number).await?;
        // An answer that comes after its verification ended belongs to nothing any more.
        if row.epoch == claim.epoch {
            row.settle_started(&started.sid, started.created_at, self.policy.code_lifetime);
            transaction.save_verification(number, &row).await?;
        }
        transaction.commit().await
    }

    async fn settle_refused(&self, send: &ClaimedSend, notice: Notice) -> Result<Notice, StoreError> {
        let mut transaction = self.database.begin().await?;
        let mut row = transaction.hold_verification(&send.number).await?;
        if row.is_claimed_by(send.claim) {
            row.settle_refused(send.claim, self.clock.now());
            transaction.save_verification(&send.number, &row).await?;
            ceilings::release(&mut transaction, &send.ceilings, send.claim.at).await?;
        }
        transaction.commit().await?;
        Ok(notice)
    }

    async fn settle_used_up(&self, send: &ClaimedSend, checks_too: bool) -> Result<(), StoreError> {
        let mut transaction = self.database.begin().await?;
        let mut row = transaction.hold_verification(&send.number).await?;
        if row.is_claimed_by(send.claim) {
            row.settle_used_up(checks_too);
            transaction.save_verification(&send.number, &row).await?;
            ceilings::release(&mut transaction, &send.ceilings, send.claim.at).await?;
        }
        transaction.commit().await
    }

    /// A claim that a dead process left behind is read back by whoever comes next.
    pub(super) async fn read_back_dead_claim(&self, number: &PhoneNumber) -> Result<(), StoreError> {
        let now = self.clock.now();
        let known = self.database.verification(number).await?;
        if let Some(claim) = known.and_then(|row| row.dead_claim(now)) {
            tracing::warn!(event = "dead_claim_read_back", phone = %number.masked());
            self.read_back(number, claim).await?;
        }
        Ok(())
    }

    /// Reads a send without an answer once. True when the message did go out; else it counts and may be on its way.
    async fn read_back(&self, number: &PhoneNumber, claim: SendClaim) -> Result<bool, StoreError> {
        if !self.end_claim(number, claim).await? {
            return Ok(false);
        }
        let sent_since = |found: &Fetched| found.last_send_at.is_some_and(|time| time >= claim.at);
        match self.verify.fetch(number).await {
            Ok(Some(found)) if sent_since(&found) => {
                self.settle_started(number, claim, &found.started).await?;
                Ok(true)
            }
            Ok(_) => Ok(false),
            Err(error) => {
                tracing::warn!(event = "read_back_failed", %error);
                Ok(false)
            }
        }
    }

    /// Ends the claim before it is read, so that it is read once; false when someone else did.
    async fn end_claim(&self, number: &PhoneNumber, claim: SendClaim) -> Result<bool, StoreError> {
        let mut transaction = self.database.begin().await?;
        let mut row = transaction.hold_verification(number).await?;
        let mine = row.is_claimed_by(claim);
        if mine {
            row.settle_unanswered();
            transaction.save_verification(number, &row).await?;
        }
        transaction.commit().await?;
        Ok(mine)
    }
}
