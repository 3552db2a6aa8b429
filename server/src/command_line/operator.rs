use super::{Failure, config};
use crate::{
    auth::{UserId, rising_id},
    clock::{Clock, SystemClock},
    config::{Config, PublicUrl, reachable},
    randomness::SystemRandomness,
    startup::open_database,
    store::{Actor, AuditEvent, Database, Transaction, User},
};
use app::domain::{ActivityKind, MaskedPhone};
use std::sync::Arc;

/// Whoever types a command, with the database that the settings name.
pub(super) struct Operator {
    pub config: Config,
    pub database: Database,
}

impl Operator {
    /// Reads the settings and opens the database.
    pub(super) async fn open() -> Result<Self, Failure> {
        let (_, config) = config()?;
        let database = open_database(&config, Arc::new(SystemRandomness)).await?;
        Ok(Self { config, database })
    }

    /// Seconds since 1970.
    pub(super) fn now() -> i64 {
        SystemClock.now()
    }

    /// The user of this name, or one line that says that there is none.
    pub(super) async fn user(&self, name: &str) -> Result<User, Failure> {
        let name = UserId::parse(name)?;
        let found = self.database.user_by_name(name.as_str()).await?;
        found.ok_or_else(|| nobody(&name))
    }

    /// What browsers call the portal.
    pub(super) fn public_url(&self) -> PublicUrl {
        let own = PublicUrl::of_address(reachable(self.config.listen));
        self.config.public_url.clone().unwrap_or(own)
    }

    /// Writes it into the audit log, with the name of the command as the reason.
    pub(super) async fn write_down(
        transaction: &mut Transaction,
        kind: ActivityKind,
        user_id: &str,
        command: &'static str,
        phone: Option<&MaskedPhone>,
    ) -> Result<(), Failure> {
        let id = rising_id(&SystemRandomness, SystemClock.now_milliseconds());
        let event = AuditEvent {
            actor: Actor::Operator,
            user_id: Some(user_id),
            reason: Some(command),
            phone,
            ..AuditEvent::new(&id, Self::now(), kind)
        };
        Ok(transaction.audit(&event).await?)
    }
}

/// There was one a moment ago.
pub(super) fn gone(user: &User) -> Failure {
    format!("there is no user {} any more", user.username).into()
}

/// There is no such user.
pub(super) fn nobody(name: &UserId) -> Failure {
    format!("there is no user {name}").into()
}
