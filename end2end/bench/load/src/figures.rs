//! What was measured: rates, percentiles, faults.

use crate::{Fault, cpu::Cpu};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// Which steps count.
#[derive(Clone, Copy)]
pub(crate) enum Window {
    /// Those that were due from this moment on, however long they took.
    DueFrom(Instant),
    /// Those that ended between these moments.
    EndedWithin(Instant, Instant),
}

/// Collects how long each step took.
pub(crate) struct Figures {
    window: Window,
    inner: Mutex<Inner>,
    cpu: Cpu,
}

#[derive(Default)]
struct Inner {
    steps: BTreeMap<&'static str, Vec<Duration>>,
    faults: BTreeMap<String, u64>,
    last: Option<Instant>,
    /// Nobody was left before the time was over.
    ran_out: bool,
}

impl Window {
    fn holds(self, due: Instant, ended: Instant) -> bool {
        match self {
            Self::DueFrom(from) => from <= due,
            Self::EndedWithin(from, until) => from <= ended && ended <= until,
        }
    }

    fn seconds(self, inner: &Inner) -> f64 {
        let (from, until) = match self {
            Self::EndedWithin(from, until) if !inner.ran_out => (from, until),
            Self::DueFrom(from) | Self::EndedWithin(from, _) => (from, inner.last.unwrap_or(from)),
        };
        until.saturating_duration_since(from).as_secs_f64()
    }
}

impl Figures {
    pub(crate) fn of(window: Window) -> Self {
        Self {
            window,
            inner: Mutex::default(),
            cpu: Cpu::begin(),
        }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A step that was due at this moment is over now.
    pub(crate) fn note(&self, step: &'static str, due: Instant) {
        let now = Instant::now();
        if self.window.holds(due, now) {
            let mut inner = self.inner();
            inner.last = inner.last.max(Some(now));
            inner.steps.entry(step).or_default().push(now - due);
        }
    }

    /// Nobody is left: what is not done from now on is not the fault of the server.
    pub(crate) fn note_end(&self) {
        self.inner().ran_out = true;
    }

    /// A step did not do what it should.
    pub(crate) fn note_fault(&self, fault: &Fault) {
        *self.inner().faults.entry(fault.to_string()).or_default() += 1;
    }

    /// All of it.
    pub(crate) fn json(&self) -> Value {
        let inner = self.inner();
        let seconds = self.window.seconds(&inner);
        let steps: BTreeMap<_, _> = inner
            .steps
            .iter()
            .map(|(step, taken)| (step, summary(taken, seconds)))
            .collect();
        json!({ "seconds": seconds, "steps": steps, "faults": inner.faults, "load_cores": self.cpu.cores() })
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

    #[test]
    fn an_open_loop_counts_what_was_due_and_a_closed_one_what_ended() {
        let begin = Instant::now();
        let at = |second| begin + Duration::from_secs(second);
        let (open, closed) = (Window::DueFrom(at(2)), Window::EndedWithin(at(2), at(9)));
        for (due, ended, in_open, in_closed) in
            [(1, 3, false, true), (2, 10, true, false), (3, 4, true, true)]
        {
            assert_eq!(open.holds(at(due), at(ended)), in_open);
            assert_eq!(closed.holds(at(due), at(ended)), in_closed);
        }
    }
}
