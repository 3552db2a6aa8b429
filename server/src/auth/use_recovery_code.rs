use super::{
    Auth, AuthError, Outcome, RecoveryCode, SessionId, Visitor, audit::Note, open_challenge::OpenChallenge,
};
use crate::store::{HeldUser, Level, StoreError, Transaction};
use app::domain::{ActivityKind, Factor, Notice, Page, Purpose, Told};
use secrecy::{ExposeSecret, SecretString};

/// The name of the factor where the audit log says why.
const BY_RECOVERY: &str = Factor::Recovery.as_str();

impl Auth {
    /// A recovery code in the place of a code by phone: at sign-in, or where a signed-in person confirms. Needs no Twilio, and
    /// changes nothing about the number. Counted before it is hashed; a code that is not there costs the same hash.
    ///
    /// # Errors
    /// When the database or the hashing fails.
    pub async fn use_recovery_code(
        &self,
        visitor: &Visitor,
        typed: SecretString,
    ) -> Result<Outcome, AuthError> {
        let visit = self.visit(visitor).await?;
        let Some(open) = visit.open_challenge().filter(takes_recovery_code) else {
            return Ok(visit.answer_without_challenge(&self.policy));
        };
        let Ok(code) = typed.expose_secret().parse::<RecoveryCode>() else {
            let outcome = visit.answer(&self.policy, Notice::MalformedRecoveryCode);
            return Ok(outcome.going_to(page_of(&open)));
        };
        let now = self.clock.now();
        let claim = || self.claim_recovery_try(visitor, &open.user_id, now);
        if let Err(told) = self.database.again(claim).await? {
            return Ok(visit.answer(&self.policy, told).going_to(page_of(&open)));
        }
        match self.compared_hash(&open.user_id, &code).await {
            Ok(Some(hash)) => self.enter(visitor, open, &code, &hash).await,
            Ok(None) => self.refuse_recovery_code(visitor, &open).await,
            Err(error) => {
                // Nothing was compared: the day's try is given back.
                let release = || self.release_recovery_try(&open.user_id, now);
                self.database.again(release).await?;
                Err(error)
            }
        }
    }

    /// One of the day's tries, whatever the code is.
    async fn claim_recovery_try(
        &self,
        visitor: &Visitor,
        user_id: &str,
        now: i64,
    ) -> Result<Result<(), Told>, StoreError> {
        let ceiling = self.policy.recovery_tries_of_account();
        let mut transaction = self.database.begin().await?;
        if transaction.reserve(ceiling, user_id, now).await? {
            transaction.commit().await?;
            return Ok(Ok(()));
        }
        drop(transaction);
        self.note_ceiling(visitor, ActivityKind::RecoveryCodeRefused, user_id, ceiling)
            .await?;
        let told = Told::until(Notice::TooManyRecoveryCodes, ceiling.window_end(now));
        Ok(Err(told))
    }

    async fn release_recovery_try(&self, user_id: &str, claimed_at: i64) -> Result<(), StoreError> {
        let ceiling = self.policy.recovery_tries_of_account();
        let mut transaction = self.database.begin().await?;
        transaction.release(ceiling, user_id, 1, claimed_at).await?;
        transaction.commit().await
    }

    /// The stored hash, if it is the one of this code. One hash of work, whether there is such a row or not.
    async fn compared_hash(&self, user_id: &str, code: &RecoveryCode) -> Result<Option<String>, AuthError> {
        let stored = self.database.recovery_code_hash(user_id, code.row_key()).await?;
        let comparison = self.passwords.compare(code.secret(), stored.as_deref()).await?;
        Ok(stored.filter(|_| comparison.right))
    }

    async fn refuse_recovery_code(
        &self,
        visitor: &Visitor,
        open: &OpenChallenge,
    ) -> Result<Outcome, AuthError> {
        let user_id = &open.user_id;
        tracing::info!(event = "recovery_code_refused", user_id, address = %visitor.address);
        let note = Note {
            reason: Some("wrong_recovery_code"),
            ..Note::of_user(ActivityKind::RecoveryCodeRefused, user_id)
        };
        self.write_down_alone(visitor, note).await?;
        let visit = self.visit(visitor).await?;
        let outcome = visit.answer(&self.policy, Notice::WrongRecoveryCode);
        Ok(outcome.going_to(page_of(open)))
    }

    async fn enter(
        &self,
        visitor: &Visitor,
        open: OpenChallenge,
        code: &RecoveryCode,
        hash: &str,
    ) -> Result<Outcome, AuthError> {
        let id = SessionId::random(&*self.randomness);
        let raise = || self.raise_by_recovery(visitor, &open, code.row_key(), hash, &id);
        if let Err(notice) = self.database.again(raise).await? {
            // Another tab came first, or the challenge ended meanwhile. Nobody is let in by halves.
            let visit = self.visit(visitor).await?;
            return Ok(visit.answer(&self.policy, notice).going_to(page_of(&open)));
        }
        tracing::info!(event = "recovery_code_used", user_id = open.user_id, address = %visitor.address);
        if open.level == Level::HalfOpen {
            tracing::info!(event = "signed_in", factor = BY_RECOVERY, user_id = open.user_id, address = %visitor.address);
        }
        let mut outcome = self.renewed(visitor, id).await?;
        outcome.view.notice = Some(Notice::RecoveryCodeUsed);
        // At sign-in the account comes first, of our pages: it tells what to do about the phone.
        let asked_for = self
            .asked_for(visitor, &open)
            .filter(|asked| open.level == Level::Full || asked.page().is_none());
        Ok(outcome.returning_to(asked_for))
    }

    /// All of it or nothing: the code is gone, the factor is free, the session rises under a new id, the challenge ends, and
    /// so do all other half-open sessions and remembered browsers of the user.
    async fn raise_by_recovery(
        &self,
        visitor: &Visitor,
        open: &OpenChallenge,
        row_key: &str,
        hash: &str,
        id: &SessionId,
    ) -> Result<Result<(), Option<Notice>>, StoreError> {
        let mut transaction = self.database.begin().await?;
        let Some(user) = transaction.hold_user(&open.user_id).await? else {
            return Ok(Err(None));
        };
        if user.locked_at.is_some() {
            return Ok(Err(Some(Notice::AccountLocked)));
        }
        transaction.end_failures(&open.user_id).await?;
        if !transaction
            .take_recovery_code(&open.user_id, row_key, hash)
            .await?
        {
            return Ok(Err(Some(Notice::WrongRecoveryCode)));
        }
        if !self.lift(&mut transaction, open, id).await? {
            return Ok(Err(None));
        }
        transaction.end_half_open_sessions(&open.user_id).await?;
        transaction.forget_browsers(&open.user_id).await?;
        self.end_sessions_beyond_limit(&mut transaction, visitor, &open.user_id, &id.hash())
            .await?;
        self.write_down_recovery(&mut transaction, visitor, open, user)
            .await?;
        transaction.commit().await?;
        Ok(Ok(()))
    }

    async fn lift(
        &self,
        transaction: &mut Transaction,
        open: &OpenChallenge,
        id: &SessionId,
    ) -> Result<bool, StoreError> {
        let now = self.clock.now();
        let held = transaction.hold_session(&open.session, open.level).await?
            && transaction.end_challenge(&open.id, &open.session).await?;
        if !held {
            return Ok(false);
        }
        match open.level {
            Level::HalfOpen => {
                transaction
                    .raise_session(&open.session, &id.hash(), Factor::Recovery, now)
                    .await
            }
            // The challenge was made when the password was right.
            Level::Full => {
                transaction
                    .confirm_session(&open.session, &id.hash(), open.made_at, now)
                    .await
            }
        }
    }

    async fn write_down_recovery(
        &self,
        transaction: &mut Transaction,
        visitor: &Visitor,
        open: &OpenChallenge,
        user: HeldUser,
    ) -> Result<(), StoreError> {
        let used = Note::of_user(ActivityKind::RecoveryCodeUsed, &open.user_id);
        self.write_down(transaction, visitor, used).await?;
        if user.failures >= self.policy.failures_before_lock {
            let unlocked = Note {
                reason: Some(BY_RECOVERY),
                ..Note::of_user(ActivityKind::FactorUnlocked, &open.user_id)
            };
            self.write_down(transaction, visitor, unlocked).await?;
        }
        let kind = match open.level {
            Level::HalfOpen => ActivityKind::SignedIn,
            Level::Full => ActivityKind::Confirmed,
        };
        let entered = Note {
            reason: Some(BY_RECOVERY),
            ..Note::of_user(kind, &open.user_id)
        };
        self.write_down(transaction, visitor, entered).await
    }
}

/// Where a refusal is told, where that is not the usual page of the state.
fn page_of(open: &OpenChallenge) -> Option<Page> {
    (open.level == Level::Full).then_some(Page::Confirm)
}

/// A recovery code stands for the phone on file, and never for a first or another one.
fn takes_recovery_code(open: &OpenChallenge) -> bool {
    match open.level {
        Level::HalfOpen => open.purpose == Purpose::SignIn,
        Level::Full => open.purpose == Purpose::StepUp,
    }
}
