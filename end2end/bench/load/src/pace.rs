//! When to begin the next piece of work.

use crate::figures::Window;
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};
use tokio::sync::Semaphore;

/// How work begins: by the clock, whatever became of what began before, or as soon as somebody is free.
#[derive(Clone)]
pub(crate) enum Pace {
    /// Open loop: whoever is late has waited, and the wait counts.
    Scheduled(Arc<Schedule>),
    /// Closed loop: as much as the server can take, until this moment.
    Greedy(Instant),
}

/// A fixed number of moments, evenly apart.
pub(crate) struct Schedule {
    begin: Instant,
    apart: Duration,
    all: u64,
    next: AtomicU64,
    due: Semaphore,
}

/// So many may wait for their moment at the end; each must learn that there is none.
const WAITERS: usize = 100_000;

impl Pace {
    /// At so many a second, or without a rate as fast as it goes; what counts is what comes after the warm-up. From now on.
    pub(crate) fn of(rate: Option<f64>, warm_up: f64, seconds: f64) -> (Self, Window) {
        let from = Instant::now() + Duration::from_secs_f64(warm_up);
        let until = from + Duration::from_secs_f64(seconds);
        match rate {
            None => (Self::Greedy(until), Window::EndedWithin(from, until)),
            Some(rate) => {
                let all = Duration::from_secs_f64(warm_up + seconds);
                (Self::Scheduled(Schedule::begin(rate, all)), Window::DueFrom(from))
            }
        }
    }

    /// The moment from which the next piece of work counts; nothing when it is over.
    pub(crate) async fn next(&self) -> Option<Instant> {
        match self {
            Self::Greedy(end) => Some(Instant::now()).filter(|now| now < end),
            Self::Scheduled(schedule) => schedule.next().await,
        }
    }
}

impl Schedule {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small positive count"
    )]
    fn begin(rate: f64, seconds: Duration) -> Arc<Self> {
        let schedule = Arc::new(Self {
            begin: Instant::now(),
            apart: Duration::from_secs_f64(1.0 / rate),
            all: (rate * seconds.as_secs_f64()) as u64,
            next: AtomicU64::new(0),
            due: Semaphore::new(0),
        });
        let clock = Arc::clone(&schedule);
        // A thread wakes within some ten microseconds, a timer of the runtime within a millisecond.
        thread::spawn(move || clock.tick());
        schedule
    }

    fn at(&self, index: u64) -> Instant {
        self.begin + self.apart.mul_f64(precise(index))
    }

    fn tick(&self) {
        for index in 0..self.all {
            thread::sleep(self.at(index).saturating_duration_since(Instant::now()));
            self.due.add_permits(1);
        }
        self.due.add_permits(WAITERS);
    }

    async fn next(&self) -> Option<Instant> {
        self.due.acquire().await.ok()?.forget();
        let index = self.next.fetch_add(1, Ordering::Relaxed);
        (index < self.all).then(|| self.at(index))
    }
}

#[expect(clippy::cast_precision_loss, reason = "a count far below 2^52")]
fn precise(count: u64) -> f64 {
    count as f64
}
