use super::{Auth, SessionHash, Visitor, audit::Note};
use crate::store::{Actor, StoreError, Transaction};
use app::domain::ActivityKind;

/// Full sessions that one account has at most (ASVS 7.1.2 wants a limit that is written down). The oldest ends for a new one.
const SESSIONS_OF_ACCOUNT: i64 = 50;

impl Auth {
    /// Makes room for a session that has just risen. Belongs into the transaction of every rise.
    pub(super) async fn end_sessions_beyond_limit(
        &self,
        transaction: &mut Transaction,
        visitor: &Visitor,
        user_id: &str,
        risen: &SessionHash,
    ) -> Result<(), StoreError> {
        let others = SESSIONS_OF_ACCOUNT - 1;
        let ended = transaction.end_oldest_sessions(user_id, risen, others).await?;
        if ended == 0 {
            return Ok(());
        }
        let note = Note {
            actor: Actor::Portal,
            reason: Some("session_limit"),
            ..Note::of_user(ActivityKind::SessionRevoked, user_id)
        };
        self.write_down(transaction, visitor, note).await
    }
}
