//! How much of the processor this program takes itself: a load that is busy all the time measures itself.

use std::{fs, time::Instant};

/// From a moment on.
pub(crate) struct Cpu {
    since: Instant,
    used: Option<f64>,
}

/// Of the kernel's accounts; the same on every Linux (proc(5), sysconf(3)).
const TICKS_PER_SECOND: f64 = 100.0;

impl Cpu {
    pub(crate) fn begin() -> Self {
        Self {
            since: Instant::now(),
            used: used(),
        }
    }

    /// Cores that were busy with it since then, on average; nothing where the system does not say.
    pub(crate) fn cores(&self) -> Option<f64> {
        Some((used()? - self.used?) / self.since.elapsed().as_secs_f64())
    }
}

/// Seconds of the processor until now.
fn used() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program stands in parentheses, and may hold spaces.
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks = |index| fields.split_whitespace().nth(index)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / TICKS_PER_SECOND)
}
