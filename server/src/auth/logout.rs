use super::{Auth, Outcome, SessionHash, Visitor, audit::Note};
use crate::store::{Level, StoreError};
use app::domain::ActivityKind;

impl Auth {
    /// Ends the session of this visitor, whatever its state, on every instance at once. The browser stays remembered.
    ///
    /// # Errors
    /// When the database fails; then the session lives on and the cookie stays.
    pub async fn logout(&self, visitor: &Visitor) -> Result<Outcome, StoreError> {
        if let Some(id) = &visitor.session {
            let hash = id.hash();
            let end = || self.end_own_session(visitor, &hash);
            if let Some(user_id) = self.database.again(end).await? {
                tracing::info!(event = "signed_out", user_id, address = %visitor.address);
            }
        }
        Ok(Outcome::signed_out(self.clock.now()))
    }

    /// Who signed out: a second press finds nothing to write down, and to give up half way is no sign-out.
    async fn end_own_session(
        &self,
        visitor: &Visitor,
        hash: &SessionHash,
    ) -> Result<Option<String>, StoreError> {
        let row = self.database.session(hash).await?;
        let mut transaction = self.database.begin().await?;
        let mut signed_out = None;
        if let Some(row) = row
            && transaction.hold_session(hash, Level::Full).await?
        {
            let note = Note::of_user(ActivityKind::SignedOut, &row.user_id);
            self.write_down(&mut transaction, visitor, note).await?;
            signed_out = Some(row.user_id);
        }
        transaction.end_session(hash).await?;
        transaction.commit().await?;
        Ok(signed_out)
    }
}
