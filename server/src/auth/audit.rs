use super::{Auth, Visitor, device::device, rising_id};
use crate::store::{Actor, AuditEvent, Ceiling, StoreError, Transaction};
use app::domain::{ActivityKind, MaskedPhone};

/// What a use case writes down of a decision; who, where and when are known already.
#[derive(Clone, Copy)]
pub(super) struct Note<'a> {
    pub kind: ActivityKind,
    pub actor: Actor,
    pub user_id: Option<&'a str>,
    /// A stable name, never text of a stranger.
    pub reason: Option<&'a str>,
    pub phone: Option<&'a MaskedPhone>,
}

impl<'a> Note<'a> {
    pub(super) const fn of_nobody(kind: ActivityKind) -> Self {
        Self {
            kind,
            actor: Actor::Visitor,
            user_id: None,
            reason: None,
            phone: None,
        }
    }

    pub(super) fn of_user(kind: ActivityKind, user_id: &'a str) -> Self {
        Self {
            user_id: Some(user_id),
            ..Self::of_nobody(kind)
        }
    }
}

const ONE_ROW: Ceiling = Ceiling {
    name: "refusal_noted",
    window: 60,
    limit: 1,
};

impl Auth {
    /// Writes it down if and only if the transaction lasts.
    pub(super) async fn write_down(
        &self,
        transaction: &mut Transaction,
        visitor: &Visitor,
        note: Note<'_>,
    ) -> Result<(), StoreError> {
        let device = device(&visitor.user_agent);
        let event = AuditEvent {
            id: &rising_id(&*self.randomness, self.clock.now_milliseconds()),
            at: self.clock.now(),
            kind: note.kind,
            actor: note.actor,
            user_id: note.user_id,
            address: Some(&visitor.address.to_string()),
            reason: note.reason,
            phone: note.phone,
            device: Some(&*device).filter(|device| !device.is_empty()),
        };
        transaction.audit(&event).await
    }

    /// Writes it down by itself, once a minute for each subject, so that nobody fills the log by asking on.
    pub(super) async fn write_down_once_a_minute(
        &self,
        visitor: &Visitor,
        note: Note<'_>,
        subject: &str,
    ) -> Result<(), StoreError> {
        let write = || async {
            let mut transaction = self.database.begin().await?;
            if transaction.reserve(ONE_ROW, subject, self.clock.now()).await? {
                self.write_down(&mut transaction, visitor, note).await?;
                transaction.commit().await?;
            }
            Ok(())
        };
        self.database.again(write).await
    }

    /// Writes it down by itself, where nothing else is to last: a refusal.
    pub(super) async fn write_down_alone(&self, visitor: &Visitor, note: Note<'_>) -> Result<(), StoreError> {
        let write = || async {
            let mut transaction = self.database.begin().await?;
            self.write_down(&mut transaction, visitor, note).await?;
            transaction.commit().await
        };
        self.database.again(write).await
    }
}
