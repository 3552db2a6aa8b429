//! The log: what an operator reads. No code and no full number, in sandbox mode either; every line with `event` has a stable name.

use crate::config::{Config, LogFormat};
use std::io::IsTerminal;
use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// Starts the log of this process, on standard error. A second call changes nothing.
pub fn start(config: &Config) {
    start_as(&config.log_filter, config.log_format);
}

/// The same for a command that has no [`Config`].
pub fn start_as(filter: &str, format: LogFormat) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let registry = tracing_subscriber::registry().with(filter);
    let colours = std::io::stderr().is_terminal();
    let lines = fmt::layer()
        .with_ansi(colours)
        .with_writer(std::io::stderr)
        .with_target(false);
    let started = match format {
        LogFormat::Text => registry.with(lines).try_init(),
        // The list of spans holds the current one, too.
        LogFormat::Json => registry.with(lines.json().with_current_span(false)).try_init(),
    };
    // Another log is running already, as in tests: it will do.
    drop(started);
}
