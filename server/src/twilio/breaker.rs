use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::{Notify, futures::Notified};

/// So many calls in a row without an answer, and Twilio is left alone.
const FAILURES: u32 = 5;

/// Refuses calls while Twilio does not answer, so that a dead Twilio does not hold every person for the whole patience of
/// a call. Local to this process: it may only refuse for a while, never allow.
#[derive(Debug, Default)]
pub(super) struct Breaker {
    failures_in_a_row: AtomicU32,
    opens: Notify,
}

impl Breaker {
    /// True while calls are refused.
    pub(super) fn is_open(&self) -> bool {
        self.failures_in_a_row.load(Ordering::Relaxed) >= FAILURES
    }

    /// Ends when the breaker opens from now on: whoever waits for an answer then need not wait any longer.
    pub(super) fn opens(&self) -> Notified<'_> {
        self.opens.notified()
    }

    /// A call had no answer. True when this one opened the breaker.
    pub(super) fn fail(&self) -> bool {
        let opened = self.failures_in_a_row.fetch_add(1, Ordering::Relaxed) + 1 == FAILURES;
        if opened {
            self.opens.notify_waiters();
        }
        opened
    }

    /// A call was answered. True when this one closed the breaker.
    pub(super) fn succeed(&self) -> bool {
        self.failures_in_a_row.swap(0, Ordering::Relaxed) >= FAILURES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_failures_in_a_row_open_it_once_and_one_answer_closes_it() {
        let breaker = Breaker::default();
        let opened: Vec<_> = (0..7).map(|_| breaker.fail()).collect();
        assert_eq!(opened, [false, false, false, false, true, false, false]);
        assert!(breaker.is_open());
        assert!(breaker.succeed());
        assert!(!breaker.is_open() && !breaker.succeed());
    }

    #[tokio::test]
    async fn whoever_waits_is_told_that_it_opens() {
        let breaker = Breaker::default();
        let opens = breaker.opens();
        for _ in 0..5 {
            breaker.fail();
        }
        opens.await;
    }

    #[test]
    fn an_answer_in_between_begins_the_count_anew() {
        let breaker = Breaker::default();
        for _ in 0..4 {
            breaker.fail();
        }
        breaker.succeed();
        for _ in 0..4 {
            assert!(!breaker.fail());
        }
        assert!(!breaker.is_open());
    }
}
