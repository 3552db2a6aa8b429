//! What the audit log keeps of codes: sent, not sent, refused, and the lock that too many wrong ones bring about.

use super::{
    Auth, Visitor, audit::Note, ceilings::DAY, open_challenge::OpenChallenge, settle_send::ClaimedSend,
};
use crate::store::{Actor, Ceiling, StoreError, Transaction};
use app::domain::{ActivityKind, Notice};

/// Codes that are refused without being looked at cost whoever types them nothing: one row a minute is enough.
const ONE_REFUSAL: Ceiling = Ceiling {
    name: "code_refusals_written_down",
    window: 60,
    limit: 1,
};

/// Checks that were under way when the last try was used up all find the factor locked; one of them writes it down.
const ONE_LOCK: Ceiling = Ceiling {
    name: "locks_written_down",
    window: DAY,
    limit: 1,
};

impl Auth {
    /// A code went out, or did not; `reason` is the channel, or why not.
    pub(super) async fn write_send(
        &self,
        send: &ClaimedSend,
        kind: ActivityKind,
        reason: &str,
    ) -> Result<(), StoreError> {
        let write = || async {
            let mut transaction = self.database.begin().await?;
            self.note_send(&mut transaction, send, kind, reason).await?;
            transaction.commit().await
        };
        self.database.again(write).await
    }

    /// The same if and only if the transaction lasts.
    pub(super) async fn note_send(
        &self,
        transaction: &mut Transaction,
        send: &ClaimedSend,
        kind: ActivityKind,
        reason: &str,
    ) -> Result<(), StoreError> {
        let phone = send.number.masked();
        let note = Note {
            phone: Some(&phone),
            reason: Some(reason),
            ..Note::of_user(kind, &send.user_id)
        };
        self.write_down(transaction, &send.visitor, note).await
    }

    /// A code was refused before anybody compared it.
    pub(super) async fn write_unchecked_code(
        &self,
        visitor: &Visitor,
        open: &OpenChallenge,
        notice: Notice,
    ) -> Result<(), StoreError> {
        let write = || self.write_unchecked(visitor, open, notice);
        self.database.again(write).await
    }

    async fn write_unchecked(
        &self,
        visitor: &Visitor,
        open: &OpenChallenge,
        notice: Notice,
    ) -> Result<(), StoreError> {
        let mut transaction = self.database.begin().await?;
        let subject = format!("{} {}", open.user_id, notice.as_str());
        if !transaction
            .reserve(ONE_REFUSAL, &subject, self.clock.now())
            .await?
        {
            return Ok(());
        }
        self.write_down(&mut transaction, visitor, refusal(open, notice))
            .await?;
        transaction.commit().await
    }

    /// A check was made and let nobody in. The last one that the account has locks its second factor.
    pub(super) async fn write_failed_check(
        &self,
        visitor: &Visitor,
        open: &OpenChallenge,
        notice: Notice,
    ) -> Result<(), StoreError> {
        let write = || self.write_failed(visitor, open, notice);
        self.database.again(write).await
    }

    async fn write_failed(
        &self,
        visitor: &Visitor,
        open: &OpenChallenge,
        notice: Notice,
    ) -> Result<(), StoreError> {
        let mut transaction = self.database.begin().await?;
        let is_locked = transaction.failures(&open.user_id).await? >= self.policy.failures_before_lock;
        if !is_given_back(notice) {
            self.write_down(&mut transaction, visitor, refusal(open, notice))
                .await?;
        }
        if is_locked
            && transaction
                .reserve(ONE_LOCK, &open.user_id, self.clock.now())
                .await?
        {
            let user_id = &*open.user_id;
            tracing::warn!(event = "factor_locked", user_id, address = %visitor.address);
            let note = Note {
                actor: Actor::Portal,
                reason: Some("wrong_codes"),
                ..Note::of_user(ActivityKind::FactorLocked, user_id)
            };
            self.write_down(&mut transaction, visitor, note).await?;
        }
        transaction.commit().await
    }
}

fn refusal(open: &OpenChallenge, notice: Notice) -> Note<'_> {
    Note {
        reason: Some(notice.as_str()),
        ..Note::of_user(ActivityKind::CodeRefused, &open.user_id)
    }
}

/// Nobody compared the code, as the person is told: no decision about it was made.
const fn is_given_back(notice: Notice) -> bool {
    matches!(
        notice,
        Notice::MalformedCode | Notice::CheckFailed | Notice::OperatorNeeded
    )
}
