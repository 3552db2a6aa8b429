use super::{
    Auth, Verification,
    check::{CheckClaim, settle},
    open_challenge::OpenChallenge,
    settle_send::was_sent_since,
};
use crate::{
    store::StoreError,
    verify::{Fetched, Subject, Unanswered, Verdict},
};
use app::domain::Notice;

impl Auth {
    /// One transaction that changes the row of a claim; true while tries are left.
    async fn settle_claim(
        &self,
        claim: &CheckClaim,
        change: impl Fn(&mut Verification) + Sync,
    ) -> Result<bool, StoreError> {
        self.database.again(|| self.save_settled(claim, &change)).await
    }

    async fn save_settled(
        &self,
        claim: &CheckClaim,
        change: &(impl Fn(&mut Verification) + Sync),
    ) -> Result<bool, StoreError> {
        let mut transaction = self.database.begin().await?;
        let checks_left = settle(&mut transaction, claim, |row| change(row)).await?;
        transaction.commit().await?;
        Ok(checks_left)
    }

    /// Reads by number what became of a send that nobody knew of: its code has perhaps arrived.
    pub(super) async fn find_sid(
        &self,
        claim: &CheckClaim,
    ) -> Result<Result<Option<String>, Unanswered>, StoreError> {
        let found = match self.verify.fetch(Subject::Number(&claim.number)).await {
            Ok(found) => found.filter(|found| was_sent_since(found, claim.unknown_since)),
            Err(unanswered) => return Ok(Err(unanswered)),
        };
        let Some(Fetched { started, .. }) = found else {
            return Ok(Ok(None));
        };
        self.settle_claim(claim, |row| row.learn_sid(&started, self.policy.code_lifetime))
            .await?;
        Ok(Ok(Some(started.sid)))
    }

    pub(super) async fn settle_nothing_found(&self, claim: &CheckClaim) -> Result<Notice, StoreError> {
        self.settle_claim(claim, |row| row.settle_nothing_found(claim.lost_before))
            .await?;
        Ok(Notice::SendNotFound)
    }

    /// What Twilio said of a code that was not right.
    pub(super) async fn settle_verdict(
        &self,
        open: &OpenChallenge,
        claim: &CheckClaim,
        sid: &str,
        verdict: Verdict,
    ) -> Result<Notice, StoreError> {
        if verdict == Verdict::Malformed {
            self.give_check_back(open, claim).await?;
            return Ok(Notice::MalformedCode);
        }
        let settle = |row: &mut Verification| match verdict {
            Verdict::Gone => row.settle_gone(sid, claim.sends),
            Verdict::UsedUp => row.settle_checks_used_up(sid),
            _ => row.settle_wrong(),
        };
        let checks_left = self.settle_claim(claim, settle).await?;
        Ok(match verdict {
            // The answer that was lost may have been an approval, which deletes the verification.
            Verdict::Gone if claim.lost_before => Notice::AnswerLost,
            Verdict::Gone => Notice::CodeExpired,
            Verdict::Wrong if checks_left => Notice::WrongCode,
            _ => Notice::NoChecksLeft,
        })
    }

    /// Twilio compared nothing: row and account get the try back. The day keeps it, so that calls have an end.
    pub(super) async fn give_check_back(
        &self,
        open: &OpenChallenge,
        claim: &CheckClaim,
    ) -> Result<(), StoreError> {
        self.database.again(|| self.uncount_check(open, claim)).await
    }

    async fn uncount_check(&self, open: &OpenChallenge, claim: &CheckClaim) -> Result<(), StoreError> {
        let mut transaction = self.database.begin().await?;
        settle(&mut transaction, claim, |row| {
            row.settle_check_not_made(claim.lost_before)
        })
        .await?;
        transaction.uncount_failure(&open.user_id).await?;
        transaction.commit().await
    }

    /// Nobody knows what became of the check. It is read back by SID, never to let anyone in: a verification that is gone may
    /// have been approved, by this code or from elsewhere. One that is still there stays marked, because the check may
    /// reach Twilio later.
    pub(super) async fn read_check_back(&self, claim: &CheckClaim, sid: &str) -> Result<Notice, StoreError> {
        let found = self.verify.fetch(Subject::Sid(sid, &claim.number)).await;
        tracing::warn!(event = "check_unanswered", gone = matches!(found, Ok(None)));
        let used_up = match found {
            Ok(None) => false,
            Ok(Some(found)) if found.checks_used_up => true,
            Ok(Some(_)) | Err(Unanswered) => return Ok(Notice::CheckFailed),
        };
        let settle = |row: &mut Verification| {
            if used_up {
                row.settle_checks_used_up(sid);
            } else {
                row.settle_gone(sid, claim.sends);
            }
        };
        self.settle_claim(claim, settle).await?;
        Ok(if used_up {
            Notice::NoChecksLeft
        } else {
            Notice::AnswerLost
        })
    }
}
