use super::{portal::synchronous, reader::Reader};
use crate::store::DatabaseLimits;
use std::time::Duration;

pub(super) fn database_limits(reader: &mut Reader<'_>) -> DatabaseLimits {
    let usual = DatabaseLimits::default();
    let connections = reader.number(
        "KAKUNIN_DATABASE_CONNECTIONS",
        usual.connections.into(),
        // A use case may read beside the transaction that it has begun.
        2,
        1_000,
    );
    let patience = reader.number("KAKUNIN_DATABASE_TIMEOUT_SECONDS", 5, 1, 60);
    DatabaseLimits {
        synchronous: synchronous(reader),
        connections: u32::try_from(connections).unwrap_or(usual.connections),
        patience: Duration::from_secs(patience.unsigned_abs()),
    }
}
