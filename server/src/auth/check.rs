use super::{
    Auth, AuthError, Outcome, Verification, Visitor, verification::CheckRefusal, visit::OpenChallenge,
};
use crate::{
    store::{StoreError, Transaction},
    verify::{CheckError, Verdict},
};
use app::domain::{Code, Notice, PhoneNumber};
use std::sync::Arc;

impl Auth {
    /// The second step. Counts before it calls, and lets nobody in but on an approval that is about this very challenge.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn check_code(self: &Arc<Self>, visitor: &Visitor, code: &str) -> Result<Outcome, AuthError> {
        let visit = self.visit(visitor).await?;
        let Some(open) = visit.open_challenge() else {
            return Ok(visit.answer_without_challenge(&self.policy));
        };
        let Ok(code) = code.parse::<Code>() else {
            return Ok(visit.answer(&self.policy, Notice::MalformedCode));
        };
        let (auth, visitor) = (Arc::clone(self), visitor.clone());
        // A browser that goes away must not leave a check half told.
        let work = tokio::spawn(async move { auth.check(&visitor, open, code).await });
        work.await.map_err(|_| AuthError::Task)?
    }

    async fn check(&self, visitor: &Visitor, open: OpenChallenge, code: Code) -> Result<Outcome, AuthError> {
        let notice = match open.phone.clone() {
            None => Notice::CodeExpired,
            Some(number) => {
                self.read_back_dead_claim(&number).await?;
                match self.claim_check(&open, &number).await? {
                    Err(notice) => notice,
                    Ok(claim) => match self.call_and_settle_check(&open, &claim, &code).await? {
                        Some(notice) => notice,
                        None => return self.approve(visitor, open, &claim).await,
                    },
                }
            }
        };
        let visit = self.visit(visitor).await?;
        Ok(visit.answer(&self.policy, notice))
    }

    /// Counts the check for the number, the account and the day; a refusal counts nothing.
    async fn claim_check(
        &self,
        open: &OpenChallenge,
        number: &PhoneNumber,
    ) -> Result<Result<CheckClaim, Notice>, StoreError> {
        let now = self.clock.now();
        let mut transaction = self.database.begin().await?;
        let mut row = transaction.hold_verification(number).await?;
        if open.epoch != Some(row.epoch) {
            return Ok(Err(Notice::CodeExpired));
        }
        let lost_before = row.check_unanswered;
        let sid = match row.claim_check(now) {
            Ok(sid) => sid,
            Err(CheckRefusal::Expired) => return Ok(Err(Notice::CodeExpired)),
            Err(CheckRefusal::NoChecksLeft) => return Ok(Err(Notice::NoChecksLeft)),
            Err(CheckRefusal::NoSid) => return Ok(Err(Notice::AnswerLost)),
        };
        if !transaction
            .count_failure(&open.user_id, self.policy.failures_before_lock)
            .await?
        {
            return Ok(Err(Notice::FactorLocked));
        }
        if !transaction
            .reserve(self.policy.checks_of_account(), &open.user_id, now)
            .await?
        {
            return Ok(Err(Notice::TooManyChecks));
        }
        transaction.save_verification(number, &row).await?;
        transaction.commit().await?;
        Ok(Ok(CheckClaim {
            number: number.clone(),
            sid,
            epoch: row.epoch,
            at: now,
            lost_before,
        }))
    }

    /// Nothing when the code was right.
    async fn call_and_settle_check(
        &self,
        open: &OpenChallenge,
        claim: &CheckClaim,
        code: &Code,
    ) -> Result<Option<Notice>, StoreError> {
        let verdict = self.verify.check(&claim.sid, &claim.number, code).await;
        tracing::info!(event = "code_checked", ?verdict, user_id = open.user_id, phone = %claim.number.masked());
        let notice = match verdict {
            Ok(Verdict::Approved) => return Ok(None),
            // The claim stays marked: a later "gone" may mean that this answer was an approval.
            Err(CheckError::Unanswered) => return Ok(Some(Notice::CheckFailed)),
            Ok(Verdict::Wrong) => Notice::WrongCode,
            Ok(Verdict::UsedUp) => Notice::NoChecksLeft,
            Ok(Verdict::Gone) if claim.lost_before => Notice::AnswerLost,
            Ok(Verdict::Gone) => Notice::CodeExpired,
            Ok(Verdict::Malformed) => Notice::MalformedCode,
            Err(CheckError::NotProcessed) => Notice::CheckFailed,
        };
        let not_counted = matches!(verdict, Ok(Verdict::Malformed) | Err(CheckError::NotProcessed));
        let mut transaction = self.database.begin().await?;
        let checks_left = settle(&mut transaction, claim, |row| match verdict {
            Ok(Verdict::Gone) => row.end(),
            Ok(Verdict::UsedUp) => row.settle_used_up(true),
            _ if not_counted => row.settle_check_not_made(claim.lost_before),
            _ => row.settle_wrong(),
        })
        .await?;
        if not_counted {
            transaction.uncount_failure(&open.user_id).await?;
            transaction
                .release(self.policy.checks_of_account(), &open.user_id, claim.at)
                .await?;
        }
        transaction.commit().await?;
        let last_try_gone = notice == Notice::WrongCode && !checks_left;
        Ok(Some(if last_try_gone {
            Notice::NoChecksLeft
        } else {
            notice
        }))
    }
}

/// Changes the row of the claim if it is still the same verification. True while tries are left.
async fn settle(
    transaction: &mut Transaction,
    claim: &CheckClaim,
    change: impl FnOnce(&mut Verification),
) -> Result<bool, StoreError> {
    let mut row = transaction.hold_verification(&claim.number).await?;
    if row.epoch == claim.epoch {
        change(&mut row);
        transaction.save_verification(&claim.number, &row).await?;
    }
    Ok(row.sent_code().is_some_and(|sent| sent.checks_left > 0))
}

/// A check that was counted and may be made.
pub(super) struct CheckClaim {
    pub number: PhoneNumber,
    pub sid: String,
    pub epoch: i64,
    at: i64,
    lost_before: bool,
}
