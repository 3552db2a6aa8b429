use crate::metrics::table;
use ::metrics::gauge;
use std::fs;

/// Reads what Linux tells of this process; elsewhere nothing is told.
#[expect(clippy::cast_precision_loss, reason = "no process has so much of anything")]
pub(super) fn observe() {
    if let Some(bytes) = resident_memory() {
        gauge!(table::MEMORY).set(bytes as f64);
    }
    if let Ok(files) = fs::read_dir("/proc/self/fd") {
        gauge!(table::FILES).set(files.count() as f64);
    }
    if let Some(most) = file_limit() {
        gauge!(table::FILES_LIMIT).set(most as f64);
    }
}

/// In bytes (proc_pid_status(5)).
fn resident_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(1024 * kibibytes)
}

/// The soft limit (proc_pid_limits(5)).
fn file_limit() -> Option<u64> {
    let limits = fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}
