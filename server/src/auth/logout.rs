use super::{Auth, Outcome, SessionHash, Visitor, audit::Note};
use crate::store::StoreError;
use app::domain::ActivityKind;

impl Auth {
    /// Ends the session of this visitor, whatever its state, on every instance at once.
    ///
    /// # Errors
    /// When the database fails; then the session lives on and the cookie stays.
    pub async fn logout(&self, visitor: &Visitor) -> Result<Outcome, StoreError> {
        if let Some(id) = &visitor.session {
            self.end_and_write_down(visitor, &id.hash()).await?;
        }
        Ok(Outcome::signed_out(self.clock.now()))
    }

    async fn end_and_write_down(&self, visitor: &Visitor, session: &SessionHash) -> Result<(), StoreError> {
        let Some(row) = self.database.session(session).await? else {
            return Ok(());
        };
        let mut transaction = self.database.begin().await?;
        transaction.end_session(session).await?;
        let note = Note::of_user(ActivityKind::SignedOut, &row.user_id);
        self.write_down(&mut transaction, visitor, note).await?;
        transaction.commit().await?;
        tracing::info!(event = "signed_out", user_id = row.user_id, address = %visitor.address);
        Ok(())
    }
}
