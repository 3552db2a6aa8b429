//! What was measured: rates, percentiles, faults.

use crate::Fault;
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// Collects how long each step took. What began before the warm-up was over does not count.
pub(crate) struct Figures {
    from: Instant,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    steps: BTreeMap<&'static str, Vec<Duration>>,
    faults: BTreeMap<String, u64>,
    last: Option<Instant>,
}

impl Figures {
    pub(crate) fn after(warm_up: f64) -> Self {
        Self {
            from: Instant::now() + Duration::from_secs_f64(warm_up),
            inner: Mutex::default(),
        }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A step that was due at `begin` is over now.
    pub(crate) fn note(&self, step: &'static str, begin: Instant) {
        let now = Instant::now();
        if begin < self.from {
            return;
        }
        let mut inner = self.inner();
        inner.last = inner.last.max(Some(now));
        inner.steps.entry(step).or_default().push(now - begin);
    }

    /// A step did not do what it should.
    pub(crate) fn note_fault(&self, fault: &Fault) {
        *self.inner().faults.entry(fault.to_string()).or_default() += 1;
    }

    /// Rates are of the time from the warm-up to the last answer.
    pub(crate) fn json(&self) -> Value {
        let inner = self.inner();
        let seconds = inner.last.map_or(0.0, |last| (last - self.from).as_secs_f64());
        let steps: BTreeMap<_, _> = inner
            .steps
            .iter()
            .map(|(step, taken)| (step, summary(taken, seconds)))
            .collect();
        json!({ "seconds": seconds, "steps": steps, "faults": inner.faults })
    }
}

#[expect(clippy::cast_precision_loss, reason = "a count far below 2^52")]
fn summary(taken: &[Duration], seconds: f64) -> Value {
    let mut sorted = taken.to_vec();
    sorted.sort_unstable();
    let mean = sorted.iter().sum::<Duration>().as_secs_f64() * 1e3 / sorted.len() as f64;
    json!({
        "count": sorted.len(),
        "per_second": sorted.len() as f64 / seconds,
        "mean_ms": mean,
        "p50_ms": percentile(&sorted, 50),
        "p99_ms": percentile(&sorted, 99),
        "longest_ms": percentile(&sorted, 100),
    })
}

/// In milliseconds; the nearest rank.
fn percentile(sorted: &[Duration], percent: usize) -> f64 {
    let rank = (sorted.len() * percent).div_ceil(100).max(1) - 1;
    sorted.get(rank).map_or(f64::NAN, Duration::as_secs_f64) * 1e3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_the_nearest_rank() {
        let sorted: Vec<_> = (1..=200).map(Duration::from_millis).collect();
        for (percent, milliseconds) in [(50, 100.0), (99, 198.0), (100, 200.0)] {
            assert!((percentile(&sorted, percent) - milliseconds).abs() < 1e-9);
        }
        assert!(percentile(&[], 50).is_nan());
    }
}
