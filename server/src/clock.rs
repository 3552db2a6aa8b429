//! Time as a parameter: nothing below asks the operating system what time it is.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

/// Where the time comes from. Shared as `Arc<dyn Clock>`.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    fn now_milliseconds(&self) -> i64;

    /// Seconds since 1970-01-01T00:00:00Z, the unit of every stored time.
    fn now(&self) -> i64 {
        self.now_milliseconds().div_euclid(1000)
    }
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    // The one place that may ask the machine.
    #[expect(clippy::disallowed_methods)]
    fn now_milliseconds(&self) -> i64 {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH);
        since_1970.map_or(0, |elapsed| {
            i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)
        })
    }
}

/// A clock that can be moved forward: the sandbox's, and that of the tests.
pub struct AdjustableClock {
    base: Arc<dyn Clock>,
    offset_milliseconds: AtomicI64,
}

impl AdjustableClock {
    /// A clock that runs with `base` until it is moved.
    pub fn new(base: Arc<dyn Clock>) -> Self {
        Self {
            base,
            offset_milliseconds: AtomicI64::new(0),
        }
    }

    /// Moves the clock forward by so many seconds; a negative number is taken as zero, because stored times never run backwards.
    pub fn advance(&self, seconds: i64) {
        let milliseconds = seconds.max(0).saturating_mul(1000);
        self.offset_milliseconds.fetch_add(milliseconds, Ordering::SeqCst);
    }
}

impl Clock for AdjustableClock {
    fn now_milliseconds(&self) -> i64 {
        let offset = self.offset_milliseconds.load(Ordering::SeqCst);
        self.base.now_milliseconds().saturating_add(offset)
    }
}

/// A clock that stands still, for tests that move it by [`AdjustableClock::advance`].
#[derive(Clone, Copy, Debug)]
pub struct StoppedClock(
    /// Seconds since 1970.
    pub i64,
);

impl Clock for StoppedClock {
    fn now_milliseconds(&self) -> i64 {
        self.0.saturating_mul(1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_adjustable_clock_only_moves_forward() {
        let clock = AdjustableClock::new(Arc::new(StoppedClock(100)));
        clock.advance(30);
        clock.advance(-50);
        assert_eq!(clock.now(), 130);
    }

    #[test]
    fn seconds_are_whole_milliseconds_rounded_down() {
        struct Between;
        impl Clock for Between {
            fn now_milliseconds(&self) -> i64 {
                1_999
            }
        }
        assert_eq!(Between.now(), 1);
    }
}
