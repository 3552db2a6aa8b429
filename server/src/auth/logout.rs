use super::{Auth, Outcome, Visitor};
use crate::store::StoreError;

impl Auth {
    /// Ends the session of this visitor, whatever its state, on every instance at once.
    ///
    /// # Errors
    /// When the database fails; then the session lives on and the cookie stays.
    pub async fn logout(&self, visitor: &Visitor) -> Result<Outcome, StoreError> {
        if let Some(id) = &visitor.session {
            self.database.end_session(&id.hash()).await?;
        }
        Ok(Outcome::signed_out(self.clock.now()))
    }
}
