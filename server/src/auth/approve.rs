use super::{
    Auth, AuthError, BrowserChange, Destination, Outcome, SessionId, Visitor,
    audit::Note,
    check::CheckClaim,
    open_challenge::OpenChallenge,
    pumping::{self, places_of},
};
use crate::store::{Level, StoreError, Transaction};
use app::domain::{ActivityKind, Channel, Factor, Purpose};

/// What a right code at sign-in led to.
enum Rise {
    Done(Factor, BrowserChange),
    /// The number is the phone of as many accounts as it may be.
    InUse,
    /// Session or challenge ended meanwhile.
    TooLate,
}

/// The factor that this channel stands for.
pub(super) fn factor_of(channel: Option<Channel>) -> Factor {
    channel.unwrap_or(Channel::Sms).into()
}

impl Auth {
    /// The code was right. What that does depends on the purpose of the challenge, and on nothing else.
    pub(super) async fn approve(
        &self,
        visitor: &Visitor,
        open: OpenChallenge,
        claim: &CheckClaim,
        remember: bool,
    ) -> Result<Outcome, AuthError> {
        let approved = match open.purpose {
            Purpose::SignIn | Purpose::Enrol => self.approve_sign_in(visitor, &open, claim, remember).await?,
            Purpose::StepUp => self.approve_step_up(visitor, &open, claim).await?,
            Purpose::NewPhone => self.approve_new_phone(visitor, &open, claim).await?,
        };
        if let Some(outcome) = approved {
            return Ok(outcome);
        }
        // The challenge ended meanwhile, on another page or by the clock. Nothing is done by halves.
        let visit = self.visit(visitor).await?;
        Ok(visit.answer_without_challenge(&self.policy))
    }

    async fn approve_sign_in(
        &self,
        visitor: &Visitor,
        open: &OpenChallenge,
        claim: &CheckClaim,
        remember: bool,
    ) -> Result<Option<Outcome>, AuthError> {
        let id = SessionId::random(&*self.randomness);
        let raise = || self.raise(visitor, open, claim, &id, remember);
        match self.database.again(raise).await? {
            Rise::Done(factor, browser) => {
                let factor = factor.as_str();
                tracing::info!(event = "signed_in", factor, user_id = open.user_id, address = %visitor.address);
                let outcome = self.renewed(visitor, id).await?;
                let asked_for = self.asked_for(visitor, open);
                Ok(Some(outcome.returning_to(asked_for).with_browser(browser)))
            }
            Rise::InUse => self.told_in_use(visitor, open).await.map(Some),
            Rise::TooLate => Ok(None),
        }
    }

    /// What the sign-in is for: what was asked for last, else what was asked for before the password.
    pub(super) fn asked_for(&self, visitor: &Visitor, open: &OpenChallenge) -> Option<Destination> {
        visitor.return_to.clone().or_else(|| {
            let origins = &self.policy.forward_auth.return_origins;
            Destination::parse(open.return_to.as_deref()?, origins)
        })
    }

    /// One transaction ends verification and challenge, makes the number the user's phone, lifts the session under a new id,
    /// ends the user's other half-open sessions, and writes it down.
    async fn raise(
        &self,
        visitor: &Visitor,
        open: &OpenChallenge,
        claim: &CheckClaim,
        id: &SessionId,
        remember: bool,
    ) -> Result<Rise, StoreError> {
        let now = self.clock.now();
        let mut transaction = self.database.begin().await?;
        let ended = transaction.end_verification(claim, now).await?;
        let factor = factor_of(ended.channel);
        let enrols = open.purpose == Purpose::Enrol;
        if enrols && !self.has_room(&mut transaction, open, &claim.number).await? {
            self.note_number_in_use(&mut transaction, visitor, open, &claim.number)
                .await?;
            transaction.commit().await?;
            return Ok(Rise::InUse);
        }
        let lifted = prove_phone(&mut transaction, open, claim).await?
            && transaction.hold_session(&open.session, Level::HalfOpen).await?
            && transaction.end_challenge(&open.id, &open.session).await?
            && transaction
                .raise_session(&open.session, &id.hash(), factor, now)
                .await?;
        if !lifted {
            return Ok(Rise::TooLate);
        }
        let browser = self
            .remember_browser(&mut transaction, visitor, &open.user_id, &claim.number, remember)
            .await?;
        transaction.end_half_open_sessions(&open.user_id).await?;
        self.end_sessions_beyond_limit(&mut transaction, visitor, &open.user_id, &id.hash())
            .await?;
        self.count_approval(&mut transaction, claim, &ended).await?;
        let phone = claim.number.masked();
        if enrols {
            let note = Note::of_user(ActivityKind::PhoneAdded, &open.user_id);
            let note = Note {
                phone: Some(&phone),
                ..note
            };
            self.write_down(&mut transaction, visitor, note).await?;
        }
        let note = Note {
            phone: Some(&phone),
            reason: Some(factor.as_str()),
            ..Note::of_user(ActivityKind::SignedIn, &open.user_id)
        };
        self.write_down(&mut transaction, visitor, note).await?;
        transaction.commit().await?;
        Ok(Rise::Done(factor, browser))
    }
}

/// A code to a phone that is on file no more proves nothing; only an enrolment puts one on file.
async fn prove_phone(
    transaction: &mut Transaction,
    open: &OpenChallenge,
    claim: &CheckClaim,
) -> Result<bool, StoreError> {
    match open.purpose {
        Purpose::Enrol => transaction.prove_phone(&open.user_id, &claim.number).await,
        _ => {
            transaction
                .prove_phone_on_file(&open.user_id, &claim.number)
                .await
        }
    }
}

/// What an approval ended.
pub(super) struct Ended {
    /// By which channel the last code went.
    pub channel: Option<Channel>,
    /// Messages that went out while the number was not proven.
    unproven_sends: i64,
}

impl Auth {
    /// Tells the guard against pumping that the messages of this verification were of use. Last in its transaction: the counts
    /// are taken after everything else.
    pub(super) async fn count_approval(
        &self,
        transaction: &mut Transaction,
        claim: &CheckClaim,
        ended: &Ended,
    ) -> Result<(), StoreError> {
        let places = places_of(&claim.number, self.database.data_key());
        pumping::count_approval(transaction, &places, ended.unproven_sends, self.clock.now()).await
    }
}

impl Transaction {
    /// Ends the verification that was approved, unless another one runs for the number meanwhile. The number is held from
    /// here on.
    pub(super) async fn end_verification(
        &mut self,
        claim: &CheckClaim,
        now: i64,
    ) -> Result<Ended, StoreError> {
        let mut row = self.hold_verification(&claim.number).await?;
        let channel = row.channel.as_deref().and_then(|name| name.parse().ok());
        let mut unproven_sends = 0;
        if row.epoch == claim.epoch {
            unproven_sends = row.unproven_sends;
            row.end_approved(now);
            self.save_verification(&claim.number, &row).await?;
        }
        Ok(Ended {
            channel,
            unproven_sends,
        })
    }
}
