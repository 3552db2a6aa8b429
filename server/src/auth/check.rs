use super::{
    Auth, AuthError, Outcome, Verification, Visitor,
    ceilings::{self, Whom},
    open_challenge::OpenChallenge,
    refused::Refused,
    verification::CheckRefusal,
};
use crate::{
    store::{StoreError, Transaction},
    verify::{CheckError, Unanswered, Verdict},
};
use app::domain::{Code, Notice, PhoneNumber, Told};
use std::sync::Arc;
use tracing::Instrument;

impl Auth {
    /// The second step. Counts before it calls, and lets nobody in but on an approval that is about this very challenge.
    /// `remember` asks that this browser stand for the code from the next sign-in on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn check_code(
        self: &Arc<Self>,
        visitor: &Visitor,
        code: &str,
        remember: bool,
    ) -> Result<Outcome, AuthError> {
        let visit = self.visit(visitor).await?;
        let Some(open) = visit.open_challenge() else {
            return Ok(visit.answer_without_challenge(&self.policy));
        };
        let Ok(code) = Code::read(code, self.policy.code_length) else {
            return Ok(visit
                .answer(&self.policy, Notice::MalformedCode)
                .going_to(open.page()));
        };
        if !self.verify.answers() {
            return Ok(visit
                .answer(&self.policy, Notice::CheckFailed)
                .going_to(open.page()));
        }
        let (auth, visitor) = (Arc::clone(self), visitor.clone());
        // A browser that goes away must not leave a check half told.
        let work =
            tokio::spawn(async move { auth.check(&visitor, open, code, remember).await }.in_current_span());
        work.await.map_err(|_| AuthError::Task)?
    }

    async fn check(
        &self,
        visitor: &Visitor,
        open: OpenChallenge,
        code: Code,
        remember: bool,
    ) -> Result<Outcome, AuthError> {
        let page = open.page();
        let notice = match open.phone.clone() {
            None => Notice::CodeExpired.into(),
            Some(number) => {
                self.read_back_dead_claim(&number).await?;
                match self
                    .database
                    .again(|| self.claim_check(visitor, &open, &number))
                    .await?
                {
                    Err(told) => {
                        // What a ceiling refused is explained where it was refused.
                        if told.notice != Notice::TooManyChecks {
                            self.write_unchecked_code(visitor, &open, told.notice).await?;
                        }
                        told
                    }
                    Ok(claim) => match self.make_check(&open, &claim, &code).await? {
                        Some(notice) => {
                            self.write_failed_check(visitor, &open, notice).await?;
                            notice.into()
                        }
                        None => return self.approve(visitor, open, &claim, remember).await,
                    },
                }
            }
        };
        let visit = self.visit(visitor).await?;
        Ok(visit.answer(&self.policy, notice).going_to(page))
    }

    /// Counts the check for the number, the account and the day; a refusal counts nothing.
    async fn claim_check(
        &self,
        visitor: &Visitor,
        open: &OpenChallenge,
        number: &PhoneNumber,
    ) -> Result<Result<CheckClaim, Told>, StoreError> {
        let now = self.clock.now();
        let mut transaction = self.database.begin().await?;
        let mut row = transaction.hold_verification(number).await?;
        if open.epoch != Some(row.epoch) {
            return Ok(Err(Notice::CodeExpired.into()));
        }
        let lost_before = row.check_unanswered;
        let sid = match row.claim_check(now) {
            Ok(sid) => sid,
            Err(CheckRefusal::Expired) => return Ok(Err(Notice::CodeExpired.into())),
            Err(CheckRefusal::NoChecksLeft) => return Ok(Err(Notice::NoChecksLeft.into())),
        };
        let limit = self.policy.failures_before_lock;
        match transaction.count_failure(&open.user_id, limit).await? {
            None => return Ok(Err(Notice::FactorLocked.into())),
            Some(failures) if failures >= limit => {
                self.forget_browsers_if_locked(&mut transaction, visitor, &open.user_id)
                    .await?;
            }
            Some(_) => {}
        }
        let whom = Whom {
            typed: open.purpose.takes_number(),
            user_id: &open.user_id,
            number,
            address: visitor.address,
        };
        let reservations = ceilings::of_check(self, whom);
        if let Err(full) = ceilings::reserve(&mut transaction, &reservations, now).await? {
            drop(transaction);
            let refused = Refused::TooManyChecks(full);
            self.explain(&refused, visitor, &open.user_id, number).await?;
            return Ok(Err(refused.told()));
        }
        transaction.save_verification(number, &row).await?;
        transaction.commit().await?;
        Ok(Ok(CheckClaim {
            number: number.clone(),
            sid,
            epoch: row.epoch,
            unknown_since: row.unknown_since(self.policy.code_lifetime).unwrap_or(now),
            sends: row.sends,
            lost_before,
        }))
    }

    /// Nothing when the code was right.
    async fn make_check(
        &self,
        open: &OpenChallenge,
        claim: &CheckClaim,
        code: &Code,
    ) -> Result<Option<Notice>, StoreError> {
        let sid = match &claim.sid {
            Some(sid) => Ok(Some(sid.clone())),
            None => self.find_sid(claim).await?,
        };
        let sid = match sid {
            Ok(Some(sid)) => sid,
            Ok(None) => return self.settle_nothing_found(claim).await.map(Some),
            Err(Unanswered) => {
                self.give_check_back(open, claim).await?;
                return Ok(Some(Notice::CheckFailed));
            }
        };
        let verdict = self.verify.check(&sid, &claim.number, code).await;
        tracing::info!(event = "code_checked", ?verdict, user_id = open.user_id, phone = %claim.number.masked());
        match verdict {
            Ok(Verdict::Approved) => Ok(None),
            Ok(verdict) => self.settle_verdict(open, claim, &sid, verdict).await.map(Some),
            Err(CheckError::Unanswered) => self.read_check_back(claim, &sid).await.map(Some),
            Err(CheckError::NotProcessed) => {
                self.give_check_back(open, claim).await?;
                Ok(Some(Notice::CheckFailed))
            }
            Err(CheckError::Refused) => {
                self.give_check_back(open, claim).await?;
                Ok(Some(Notice::OperatorNeeded))
            }
        }
    }
}

/// Changes the row of the claim if it is still the same verification. True while tries are left.
pub(super) async fn settle(
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
    /// Nothing while nobody knows what became of the send.
    pub sid: Option<String>,
    pub epoch: i64,
    /// While no SID is known: since when a message may have gone out.
    pub unknown_since: i64,
    /// Messages so far: a later one may belong to another verification.
    pub sends: i64,
    pub lost_before: bool,
}
