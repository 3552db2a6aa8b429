use super::{
    Auth, AuthError, BrowserChange, Outcome, SessionId, Visitor, audit::Note, check::CheckClaim,
    visit::OpenChallenge,
};
use crate::store::StoreError;
use app::domain::{ActivityKind, Channel, Factor, Notice};

impl Auth {
    /// The code was right: one transaction ends verification and challenge, makes the number the user's phone, lifts the
    /// session under a new id, ends the user's other half-open sessions, and writes it down.
    pub(super) async fn approve(
        &self,
        visitor: &Visitor,
        open: OpenChallenge,
        claim: &CheckClaim,
        remember: bool,
    ) -> Result<Outcome, AuthError> {
        let id = SessionId::random(&*self.randomness);
        let Some((factor, browser)) = self.raise(visitor, &open, claim, &id, remember).await? else {
            // The challenge ended meanwhile, on another page or by the clock. Nobody is let in by halves.
            let visit = self.visit(visitor).await?;
            return Ok(visit.answer(&self.policy, None::<Notice>));
        };
        let factor = factor.as_str();
        tracing::info!(event = "signed_in", factor, user_id = open.user_id, address = %visitor.address);
        let outcome = self.renewed(visitor, id).await?;
        Ok(outcome.going_to(open.return_to).with_browser(browser))
    }

    /// Nothing when there is nothing to lift any more.
    async fn raise(
        &self,
        visitor: &Visitor,
        open: &OpenChallenge,
        claim: &CheckClaim,
        id: &SessionId,
        remember: bool,
    ) -> Result<Option<(Factor, BrowserChange)>, StoreError> {
        let now = self.clock.now();
        let mut transaction = self.database.begin().await?;
        let mut row = transaction.hold_verification(&claim.number).await?;
        let channel = row.channel.as_deref().and_then(|name| name.parse().ok());
        let factor = Factor::from(channel.unwrap_or(Channel::Sms));
        if row.epoch == claim.epoch {
            row.end_approved();
            transaction.save_verification(&claim.number, &row).await?;
        }
        let lifted = transaction.prove_phone(&open.user_id, &claim.number).await?
            && transaction.hold_session(&open.session, open.level).await?
            && transaction.end_challenge(&open.id, &open.session).await?
            && transaction
                .raise_session(&open.session, &id.hash(), factor, now)
                .await?;
        if !lifted {
            return Ok(None);
        }
        let browser = self
            .remember_browser(&mut transaction, visitor, &open.user_id, &claim.number, remember)
            .await?;
        transaction.end_half_open_sessions(&open.user_id).await?;
        self.end_sessions_beyond_limit(&mut transaction, visitor, &open.user_id, &id.hash())
            .await?;
        let phone = claim.number.masked();
        let note = Note {
            phone: Some(&phone),
            reason: Some(factor.as_str()),
            ..Note::of_user(ActivityKind::SignedIn, &open.user_id)
        };
        self.write_down(&mut transaction, visitor, note).await?;
        transaction.commit().await?;
        Ok(Some((factor, browser)))
    }
}
