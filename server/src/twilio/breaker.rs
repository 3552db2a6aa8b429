use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::{Notify, futures::Notified};

/// So many calls in a row without an answer, and Twilio is left alone.
const FAILURES: u32 = 5;

/// Refuses calls while Twilio does not answer, so that a dead Twilio does not hold every person for the whole patience of
/// a call. Local to this process: it may only refuse for a while, never allow.
#[derive(Debug, Default)]
pub(super) struct Breaker {
    failures_in_a_row: AtomicU32,
    given_up: Notify,
}

impl Breaker {
    /// True while calls are refused.
    pub(super) fn is_open(&self) -> bool {
        self.failures_in_a_row.load(Ordering::Relaxed) >= FAILURES
    }

    /// Ends when a call from now on opens the breaker that waited in vain as long as anyone waits: who waits then need not
    /// wait any longer. After quick failures those under way may still be answered.
    pub(super) fn given_up(&self) -> Notified<'_> {
        self.given_up.notified()
    }

    /// A call had no answer, after all the time that there was if it was a silent one. True when this one opened the breaker.
    pub(super) fn fail(&self, silent: bool) -> bool {
        let opened = self.failures_in_a_row.fetch_add(1, Ordering::Relaxed) + 1 == FAILURES;
        if opened && silent {
            self.given_up.notify_waiters();
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
    use futures_util::FutureExt;

    #[test]
    fn five_failures_in_a_row_open_it_once_and_one_answer_closes_it() {
        let breaker = Breaker::default();
        let opened: Vec<_> = (0..7).map(|_| breaker.fail(true)).collect();
        assert_eq!(opened, [false, false, false, false, true, false, false]);
        assert!(breaker.is_open());
        assert!(breaker.succeed());
        assert!(!breaker.is_open() && !breaker.succeed());
    }

    #[tokio::test]
    async fn whoever_waits_is_told_when_others_waited_in_vain() {
        let breaker = Breaker::default();
        let (hasty, patient) = (breaker.given_up(), Breaker::default());
        let told = patient.given_up();
        for _ in 0..5 {
            breaker.fail(false);
            patient.fail(true);
        }
        told.await;
        assert!(hasty.now_or_never().is_none());
    }

    #[test]
    fn an_answer_in_between_begins_the_count_anew() {
        let breaker = Breaker::default();
        for _ in 0..4 {
            breaker.fail(false);
        }
        breaker.succeed();
        for _ in 0..4 {
            assert!(!breaker.fail(true));
        }
        assert!(!breaker.is_open());
    }
}
