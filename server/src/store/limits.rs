use super::Synchronous;
use std::time::Duration;

/// How much of the database one instance may take, and how long it waits for it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DatabaseLimits {
    /// What a commit to a SQLite file survives.
    pub synchronous: Synchronous,
    /// Connections at once, to a SQLite file four at most, and the one that writes; whoever finds none free waits.
    pub connections: u32,
    /// How long one wait may take: for a connection, old or new, and for what somebody else has locked.
    pub patience: Duration,
}

impl Default for DatabaseLimits {
    fn default() -> Self {
        Self {
            synchronous: Synchronous::default(),
            connections: 8,
            patience: Duration::from_secs(5),
        }
    }
}

impl From<Synchronous> for DatabaseLimits {
    fn from(synchronous: Synchronous) -> Self {
        Self {
            synchronous,
            ..Self::default()
        }
    }
}

impl DatabaseLimits {
    /// For what takes as long as it takes.
    pub(super) const WITHOUT_TIMES: [(&'static str, &'static str); 3] = [
        ("lock_timeout", "0"),
        ("statement_timeout", "0"),
        ("idle_in_transaction_session_timeout", "0"),
    ];

    /// Settings of a PostgreSQL session, in milliseconds (PostgreSQL, Statement Behavior). The server ends what this process
    /// began and forgot, so that an instance that hangs holds up nobody else.
    pub(super) fn of_session(&self) -> [(&'static str, String); 3] {
        let times = |factor| (self.patience * factor).as_millis().to_string();
        [
            ("lock_timeout", times(1)),
            ("statement_timeout", times(2)),
            ("idle_in_transaction_session_timeout", times(4)),
        ]
    }
}
