use super::{
    Auth, AuthError, Outcome, SessionId, Visitor, check::CheckClaim, pumping, random_id, visit::OpenChallenge,
};
use crate::store::{AuditEvent, StoreError};

impl Auth {
    /// The code was right: one transaction ends verification and challenge, makes the number the user's phone, lifts the
    /// session under a new id, ends the user's other half-open sessions, and writes it down.
    pub(super) async fn approve(
        &self,
        visitor: &Visitor,
        open: OpenChallenge,
        claim: &CheckClaim,
    ) -> Result<Outcome, AuthError> {
        let id = SessionId::random(&*self.randomness);
        if !self.raise(visitor, &open, claim, &id).await? {
            // The challenge ended meanwhile, on another page or by the clock. Nobody is let in by halves.
            let visit = self.visit(visitor).await?;
            return Ok(visit.answer(&self.policy, None));
        }
        tracing::info!(event = "signed_in", user_id = open.user_id, address = %visitor.address);
        Ok(self.renewed(visitor, id).await?)
    }

    async fn raise(
        &self,
        visitor: &Visitor,
        open: &OpenChallenge,
        claim: &CheckClaim,
        id: &SessionId,
    ) -> Result<bool, StoreError> {
        let now = self.clock.now();
        let mut transaction = self.database.begin().await?;
        let mut row = transaction.hold_verification(&claim.number).await?;
        let mut messages = 0;
        if row.epoch == claim.epoch {
            messages = row.unproven_sends;
            row.end_approved();
            transaction.save_verification(&claim.number, &row).await?;
        }
        let lifted = transaction
            .prove_phone(&open.user_id, claim.number.as_str())
            .await?
            && transaction.hold_session(&open.session).await?
            && transaction.end_challenge(&open.id, &open.session).await?
            && transaction.raise_session(&open.session, &id.hash(), now).await?;
        if !lifted {
            return Ok(false);
        }
        transaction.end_half_open_sessions(&open.user_id).await?;
        pumping::count_approval(&mut transaction, &claim.number, messages, now).await?;
        let event = AuditEvent {
            id: &random_id(&*self.randomness),
            at: now,
            event: "signed_in",
            user_id: Some(&open.user_id),
            address: Some(&visitor.address.to_string()),
        };
        transaction.audit(&event).await?;
        transaction.commit().await?;
        Ok(true)
    }
}
