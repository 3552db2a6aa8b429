//! The log: what an operator reads. No code and no full number, in sandbox mode either; every line with `event` has a stable name.

use crate::{
    config::{Config, LogFormat},
    metrics::EventCounter,
};
use std::io::IsTerminal;
use tracing_subscriber::{EnvFilter, Layer, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// Starts the log of this process, on standard error. A second call changes nothing.
pub fn start(config: &Config) {
    begin(
        &config.log_filter,
        config.log_format,
        config.metrics_listen.is_some(),
    );
}

/// The same for a command that has no [`Config`].
pub fn start_as(filter: &str, format: LogFormat) {
    begin(filter, format, false);
}

fn begin(filter: &str, format: LogFormat, counts: bool) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    // What is counted does not depend on what is shown, so each has a filter of its own.
    let registry = tracing_subscriber::registry().with(counts.then(EventCounter::layer));
    let colours = std::io::stderr().is_terminal();
    let lines = fmt::layer()
        .with_ansi(colours)
        .with_writer(std::io::stderr)
        .with_target(false);
    let started = match format {
        LogFormat::Text => registry.with(lines.with_filter(filter)).try_init(),
        // The list of spans holds the current one, too.
        LogFormat::Json => {
            let lines = lines.json().with_current_span(false);
            registry.with(lines.with_filter(filter)).try_init()
        }
    };
    // Another log is running already, as in tests: it will do.
    drop(started);
}
