use super::reader::Reader;
use std::time::Duration;

/// What one visitor, or all of them together, may take of the listener.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ConnectionLimits {
    /// Connections at once. Whoever comes then waits in the queue of the system.
    pub most: usize,
    /// From the connection, or from the last answer, until the head of the next request is there: slow heads and idle
    /// connections. Longer than the 60 seconds for which proxies keep an idle connection, so that no request meets a
    /// closed one.
    pub head: Duration,
    /// From the head until the whole body is there.
    pub body: Duration,
    /// Without any progress while an answer is written.
    pub answer: Duration,
    /// For whoever still sends a request that was refused already, so that the answer can be read.
    pub farewell: Duration,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            most: 512,
            head: Duration::from_secs(75),
            body: Duration::from_secs(15),
            answer: Duration::from_secs(30),
            farewell: Duration::from_secs(5),
        }
    }
}

pub(super) fn connection_limits(reader: &mut Reader<'_>) -> ConnectionLimits {
    let usual = ConnectionLimits::default();
    let most = i64::try_from(usual.most).unwrap_or(i64::MAX);
    let most = reader.number("KAKUNIN_MAX_CONNECTIONS", most, 1, 1_000_000);
    ConnectionLimits {
        most: usize::try_from(most).unwrap_or(usual.most),
        ..usual
    }
}
