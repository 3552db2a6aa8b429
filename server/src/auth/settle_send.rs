use super::{
    Auth, ClientAddress, Verification, Visitor,
    reserve_send::ReservedSend,
    told::{told_of_refusal, wait_after, wait_before_next},
    verification::SendClaim,
};
use crate::{
    store::{StoreError, Transaction},
    verify::{Fetched, Refusal, StartError, StartRequest, Started, Subject},
};
use app::domain::{ActivityKind, Channel, Language, Notice, PhoneNumber};

/// The right to call Twilio once.
pub(super) struct ClaimedSend {
    pub claim: SendClaim,
    pub reserved: ReservedSend,
    pub number: PhoneNumber,
    pub channel: Channel,
    pub locale: Language,
    pub address: ClientAddress,
    pub user_id: String,
    pub visitor: Visitor,
}

/// What became of a send without an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum ReadBack {
    /// The message went out.
    Sent,
    /// It counts, and may be on its way.
    Unknown,
}

/// How far Twilio's clock may be behind ours, in seconds. Two sends to a number are further apart than this.
const CLOCK_TOLERANCE: i64 = 10;

/// True when the verification holds a message that was sent at this time or later.
pub(super) fn was_sent_since(found: &Fetched, time: i64) -> bool {
    found
        .last_send
        .is_some_and(|send| send.at >= time - CLOCK_TOLERANCE)
}

impl Auth {
    pub(super) async fn call_and_settle(&self, send: ClaimedSend) -> Result<Option<Notice>, StoreError> {
        let request = StartRequest {
            to: &send.number,
            channel: send.channel,
            locale: send.locale,
            address: send.address.0,
            account: &send.user_id,
        };
        let answer = self.verify.start(&request).await;
        let (phone, channel, user_id) = (send.number.masked(), send.channel.as_str(), &*send.user_id);
        match answer {
            Ok(started) => {
                tracing::info!(event = "code_sent", user_id, channel, %phone);
                self.database.again(|| self.save_sent(&send, &started)).await?;
                Ok(None)
            }
            Err(StartError::Unanswered) => {
                tracing::warn!(event = "send_unanswered", user_id, channel, %phone);
                let found = self.read_back(&send.number, send.claim).await?;
                let reason = match found {
                    ReadBack::Sent => channel,
                    ReadBack::Unknown => "unconfirmed",
                };
                self.write_send(&send, ActivityKind::CodeSent, reason).await?;
                Ok((found == ReadBack::Unknown).then_some(Notice::SendUnanswered))
            }
            Err(StartError::NotProcessed { wait }) => {
                tracing::warn!(event = "send_not_processed", user_id, channel, %phone);
                let wait = wait_before_next(wait);
                self.database.again(|| self.give_back(&send, wait)).await?;
                self.write_send(&send, ActivityKind::SendRefused, "not_processed")
                    .await?;
                Ok(Some(Notice::SendFailed))
            }
            Err(StartError::Refused(refusal)) => {
                tracing::warn!(event = "send_refused", user_id, ?refusal, channel, %phone);
                self.settle_refusal(&send, refusal).await?;
                let notice = told_of_refusal(refusal);
                self.write_send(&send, ActivityKind::SendRefused, notice.as_str())
                    .await?;
                Ok(Some(notice))
            }
        }
    }

    async fn settle_refusal(&self, send: &ClaimedSend, refusal: Refusal) -> Result<(), StoreError> {
        match refusal {
            Refusal::SendsUsedUp => self.settle_used_up(send, false).await,
            Refusal::ChecksUsedUp => self.settle_used_up(send, true).await,
            _ => {
                let wait = wait_after(refusal);
                self.database.again(|| self.give_back(send, wait)).await
            }
        }
    }

    /// What Twilio answered, and the row of the audit log about it.
    async fn save_sent(&self, send: &ClaimedSend, started: &Started) -> Result<(), StoreError> {
        let mut transaction = self.database.begin().await?;
        self.keep_started(&mut transaction, &send.number, send.claim, started)
            .await?;
        self.note_send(
            &mut transaction,
            send,
            ActivityKind::CodeSent,
            send.channel.as_str(),
        )
        .await?;
        transaction.commit().await
    }

    async fn save_found(
        &self,
        number: &PhoneNumber,
        claim: SendClaim,
        started: &Started,
    ) -> Result<(), StoreError> {
        let mut transaction = self.database.begin().await?;
        self.keep_started(&mut transaction, number, claim, started)
            .await?;
        transaction.commit().await
    }

    async fn keep_started(
        &self,
        transaction: &mut Transaction,
        number: &PhoneNumber,
        claim: SendClaim,
        started: &Started,
    ) -> Result<(), StoreError> {
        let mut row = transaction.hold_verification(number).await?;
        // An answer that comes after its verification ended belongs to nothing any more.
        if row.epoch == claim.epoch {
            row.settle_started(claim, started, self.policy.code_lifetime);
            transaction.save_verification(number, &row).await?;
        }
        Ok(())
    }

    /// Nothing was sent: the send and its counts are given back, and the next one waits so many seconds.
    async fn give_back(&self, send: &ClaimedSend, wait: i64) -> Result<(), StoreError> {
        let mut transaction = self.database.begin().await?;
        let mut row = transaction.hold_verification(&send.number).await?;
        if row.is_claimed_by(send.claim) {
            row.settle_refused(send.claim, self.clock.now() + wait);
            release(&mut transaction, &mut row, send).await?;
        }
        transaction.commit().await
    }

    /// Twilio has used up what it gives this number, and we knew less. What it knows is read, so that the page can tell until
    /// when, and a code that went out is not lost.
    async fn settle_used_up(&self, send: &ClaimedSend, checks_too: bool) -> Result<(), StoreError> {
        let known = self.verify.fetch(Subject::Number(&send.number)).await;
        let found = known.ok().flatten();
        let settle = || self.save_used_up(send, found.as_ref(), checks_too);
        self.database.again(settle).await
    }

    async fn save_used_up(
        &self,
        send: &ClaimedSend,
        found: Option<&Fetched>,
        checks_too: bool,
    ) -> Result<(), StoreError> {
        let lifetime = self.policy.code_lifetime;
        let mut transaction = self.database.begin().await?;
        let mut row = transaction.hold_verification(&send.number).await?;
        if row.is_claimed_by(send.claim) {
            row.settle_used_up(send.claim, found, checks_too, lifetime);
            release(&mut transaction, &mut row, send).await?;
        }
        transaction.commit().await
    }

    /// A claim that a dead process left behind is read back by whoever comes next. What became of it, where there was one.
    pub(super) async fn read_back_dead_claim(
        &self,
        number: &PhoneNumber,
    ) -> Result<Option<ReadBack>, StoreError> {
        let now = self.clock.now();
        let known = self.database.verification(number).await?;
        let Some(claim) = known.and_then(|row| row.dead_claim(now)) else {
            return Ok(None);
        };
        tracing::warn!(event = "dead_claim_read_back", phone = %number.masked());
        self.read_back(number, claim).await.map(Some)
    }

    /// Reads a send without an answer once. An older message of the same verification, of which nobody knew either, is taken as
    /// well: its code may be the one that arrives.
    async fn read_back(&self, number: &PhoneNumber, claim: SendClaim) -> Result<ReadBack, StoreError> {
        let ended = self.database.again(|| self.end_claim(number, claim));
        let Some(row) = ended.await? else {
            return Ok(ReadBack::Unknown);
        };
        let found = match self.verify.fetch(Subject::Number(number)).await {
            Ok(found) => found,
            Err(error) => {
                tracing::warn!(event = "read_back_failed", %error);
                None
            }
        };
        let since = row.unknown_since(self.policy.code_lifetime).unwrap_or(claim.at);
        let found = found.filter(|found| was_sent_since(found, since));
        tracing::info!(event = "send_read_back", phone = %number.masked(), found = found.is_some());
        let Some(found) = found else {
            return Ok(ReadBack::Unknown);
        };
        let save = || self.save_found(number, claim, &found.started);
        self.database.again(save).await?;
        Ok(if was_sent_since(&found, claim.at) {
            ReadBack::Sent
        } else {
            ReadBack::Unknown
        })
    }

    /// Ends the claim before it is read, so that it is read once; nothing when someone else did.
    async fn end_claim(
        &self,
        number: &PhoneNumber,
        claim: SendClaim,
    ) -> Result<Option<Verification>, StoreError> {
        let mut transaction = self.database.begin().await?;
        let mut row = transaction.hold_verification(number).await?;
        let mine = row.is_claimed_by(claim);
        if mine {
            row.settle_unanswered();
            transaction.save_verification(number, &row).await?;
        }
        transaction.commit().await?;
        Ok(mine.then_some(row))
    }
}

/// Keeps the row, and gives back all that a send reserved which never went out.
async fn release(
    transaction: &mut Transaction,
    row: &mut Verification,
    send: &ClaimedSend,
) -> Result<(), StoreError> {
    row.unproven_sends -= i64::from(!send.reserved.counted.is_empty());
    transaction.save_verification(&send.number, row).await?;
    send.reserved.release(transaction, send.claim.at).await
}
