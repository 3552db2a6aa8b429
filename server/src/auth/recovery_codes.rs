use super::{
    Auth, AuthError, HashError, Outcome, Passwords, RecoveryCode, SessionHash, Visitor, audit::Note,
    password::Place, random_id,
};
use crate::{
    randomness::Randomness,
    store::{Actor, AuditEvent, Ceiling, Database, HashedRecoveryCode, Level, StoreError},
};
use app::domain::{ActivityKind, Notice, Page, Told};
use std::sync::Arc;

/// Fresh recovery codes, shown once and stored as hashes only. `Debug` shows no code.
#[derive(Debug)]
pub struct NewRecoveryCodes {
    /// Ten of them.
    pub codes: Vec<RecoveryCode>,
    /// Whose they are, by name.
    pub username: String,
    /// Seconds since 1970.
    pub made_at: i64,
}

/// What became of the wish for new recovery codes.
#[derive(Debug)]
pub enum Making {
    /// They count from now on, and no older ones do.
    Made(NewRecoveryCodes),
    /// Nothing was changed; the answer leads elsewhere.
    Refused(Box<Outcome>),
}

/// A press that was counted, with the count that only a later press changes.
struct Press {
    user_id: String,
    count: Option<(i64, i64)>,
}

impl Auth {
    /// Makes ten new recovery codes in the place of all that there were, for a session whose password and code are fresh.
    ///
    /// Costs ten hashes, ten times what a sign-in costs. They are made one after the other, so that sign-ins get their turn in
    /// between. Of two presses at once the later one counts, because its answer is the page that the person sees.
    ///
    /// # Errors
    /// When the database or the hashing fails; then the older codes still count.
    pub async fn make_recovery_codes(&self, visitor: &Visitor) -> Result<Making, AuthError> {
        let visit = self.visit(visitor).await?;
        let (session, approved) = match visit.confirmed(&self.policy) {
            Ok(confirmed) => confirmed,
            Err(outcome) => return Ok(Making::Refused(outcome)),
        };
        let row = approved.session();
        // Before the press is counted: ten hashes of which one is turned away would be nothing.
        let place = self.passwords.place()?;
        let claim = || self.claim_making(visitor, &row.user_id);
        let press = match self.database.again(claim).await? {
            Ok(press) => press,
            Err(told) => {
                let outcome = visit.answer(&self.policy, told);
                return Ok(Making::refused(outcome.going_to(Some(Page::RecoveryCodes))));
            }
        };
        let (codes, hashed) = hashed_set(&*self.randomness, &self.passwords, &place).await?;
        let made_at = self.clock.now();
        let replace = || self.replace_codes(visitor, session, &press, &hashed, made_at);
        if !self.database.again(replace).await? {
            // The session ended meanwhile, or a later press is about to answer.
            let visit = self.visit(visitor).await?;
            return Ok(Making::refused(visit.answer(&self.policy, None::<Notice>)));
        }
        tracing::info!(event = "recovery_codes_made", user_id = row.user_id, address = %visitor.address);
        Ok(Making::Made(NewRecoveryCodes {
            codes,
            username: row.username.clone(),
            made_at,
        }))
    }

    /// Counts a set before its ten hashes; a refusal counts nothing.
    async fn claim_making(
        &self,
        visitor: &Visitor,
        user_id: &str,
    ) -> Result<Result<Press, Told>, StoreError> {
        let (now, ceiling) = (self.clock.now(), self.policy.recovery_sets_of_account());
        let mut transaction = self.database.begin().await?;
        if !transaction.reserve(ceiling, user_id, now).await? {
            drop(transaction);
            self.note_ceiling(visitor, ActivityKind::RequestRefused, user_id, ceiling)
                .await?;
            let told = Told::until(Notice::TooManyRecoverySets, ceiling.window_end(now));
            return Ok(Err(told));
        }
        let count = transaction.latest_count(ceiling, user_id).await?;
        transaction.commit().await?;
        let user_id = user_id.to_owned();
        Ok(Ok(Press { user_id, count }))
    }

    /// False when the session is gone, or a later press has been counted.
    async fn replace_codes(
        &self,
        visitor: &Visitor,
        session: &SessionHash,
        press: &Press,
        hashed: &[HashedRecoveryCode],
        now: i64,
    ) -> Result<bool, StoreError> {
        let ceiling = self.policy.recovery_sets_of_account();
        let mut transaction = self.database.begin().await?;
        let lasts = transaction.hold_user(&press.user_id).await?.is_some()
            && transaction.hold_session(session, Level::Full).await?
            && transaction.latest_count(ceiling, &press.user_id).await? == press.count;
        if !lasts {
            return Ok(false);
        }
        transaction
            .replace_recovery_codes(&press.user_id, hashed, now)
            .await?;
        let note = Note::of_user(ActivityKind::RecoveryCodesMade, &press.user_id);
        self.write_down(&mut transaction, visitor, note).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Writes down that a ceiling is reached: once in its window, so that nobody can fill the audit log by asking on.
    pub(super) async fn note_ceiling(
        &self,
        visitor: &Visitor,
        kind: ActivityKind,
        user_id: &str,
        ceiling: Ceiling,
    ) -> Result<(), StoreError> {
        tracing::warn!(event = "recovery_ceiling", ceiling = ceiling.name, user_id);
        let once = Ceiling {
            name: "ceiling_noted",
            limit: 1,
            ..ceiling
        };
        let subject = format!("{} {user_id}", ceiling.name);
        let mut transaction = self.database.begin().await?;
        if !transaction.reserve(once, &subject, self.clock.now()).await? {
            return Ok(());
        }
        let note = Note {
            reason: Some(ceiling.name),
            ..Note::of_user(kind, user_id)
        };
        self.write_down(&mut transaction, visitor, note).await?;
        transaction.commit().await
    }
}

impl Making {
    fn refused(outcome: Outcome) -> Self {
        Self::Refused(Box::new(outcome))
    }
}

/// Ten fresh codes, and what is stored of them.
async fn hashed_set(
    randomness: &dyn Randomness,
    passwords: &Passwords,
    place: &Place,
) -> Result<(Vec<RecoveryCode>, Vec<HashedRecoveryCode>), HashError> {
    let codes = RecoveryCode::fresh_set(randomness);
    let mut hashed = Vec::with_capacity(codes.len());
    for code in &codes {
        hashed.push(HashedRecoveryCode {
            row_key: code.row_key().to_owned(),
            hash: passwords.hash_at(Arc::clone(place), code.secret()).await?,
        });
    }
    Ok((codes, hashed))
}

/// Makes new recovery codes for someone who has lost phone and codes; nothing when there is no such user. The name is in its
/// compared form. For the command line, where no session asks and no ceiling holds.
///
/// # Errors
/// When the database or the hashing fails; then the older codes still count.
pub async fn make_recovery_codes_by_operator(
    database: &Database,
    passwords: &Passwords,
    randomness: &dyn Randomness,
    username: &str,
    now: i64,
) -> Result<Option<NewRecoveryCodes>, AuthError> {
    let Some(user) = database.user_by_name(username).await? else {
        return Ok(None);
    };
    let (codes, hashed) = hashed_set(randomness, passwords, &passwords.place()?).await?;
    let mut transaction = database.begin().await?;
    if transaction.hold_user(&user.id).await?.is_none() {
        return Ok(None);
    }
    transaction.replace_recovery_codes(&user.id, &hashed, now).await?;
    let id = random_id(randomness);
    let event = AuditEvent {
        actor: Actor::Operator,
        user_id: Some(&user.id),
        ..AuditEvent::new(&id, now, ActivityKind::RecoveryCodesMade)
    };
    transaction.audit(&event).await?;
    transaction.commit().await?;
    Ok(Some(NewRecoveryCodes {
        codes,
        username: user.username,
        made_at: now,
    }))
}
