use super::{ALERTS, Kind, METRICS, table};
use ::metrics::{SetRecorderError, counter, describe_counter, describe_gauge, describe_histogram, gauge};
use metrics_exporter_prometheus::{
    BuildError, Matcher, PrometheusBuilder, PrometheusHandle, PrometheusRecorder,
};
use std::time::Duration;

/// Seconds. A page takes milliseconds, a hash a tenth, Twilio up to ten.
const BUCKETS: [f64; 12] = [
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0,
];

/// How often what was measured is put into its buckets, whether or not somebody reads it.
const UPKEEP: Duration = Duration::from_secs(5);

/// Where everything is counted. One for each process.
#[derive(Clone)]
pub(crate) struct Recorder(PrometheusHandle);

/// Nothing can be counted.
#[derive(Debug, thiserror::Error)]
pub enum RecorderError {
    /// The form of the metrics is wrong.
    #[error("the metrics cannot be made: {0}")]
    Build(#[from] BuildError),
    /// Somebody counts already.
    #[error("this process counts already: {0}")]
    Set(#[from] Box<SetRecorderError<PrometheusRecorder>>),
}

impl Recorder {
    /// Begins to count. In the runtime of the server.
    ///
    /// # Errors
    /// When this process counts already.
    pub(crate) fn install() -> Result<Self, RecorderError> {
        let mut builder = PrometheusBuilder::new();
        for metric in METRICS.iter().filter(|metric| metric.kind == Kind::Histogram) {
            builder = builder.set_buckets_for_metric(Matcher::Full(metric.name.into()), &BUCKETS)?;
        }
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        ::metrics::set_global_recorder(recorder).map_err(Box::new)?;
        describe();
        begin_at_zero();
        tokio::spawn(keep_up(handle.clone()));
        Ok(Self(handle))
    }

    /// Everything in the text format of Prometheus, version 0.0.4.
    pub(crate) fn text(&self) -> String {
        self.0.render()
    }
}

async fn keep_up(handle: PrometheusHandle) {
    let mut tick = tokio::time::interval(UPKEEP);
    loop {
        tick.tick().await;
        handle.run_upkeep();
    }
}

fn describe() {
    for metric in METRICS {
        match metric.kind {
            Kind::Counter => describe_counter!(metric.name, metric.about),
            Kind::Gauge => describe_gauge!(metric.name, metric.about),
            Kind::Histogram => describe_histogram!(metric.name, metric.about),
        }
    }
}

/// A counter that appears with its first event shows no increase to whoever asks for one, so those with few labels are there from
/// the start.
fn begin_at_zero() {
    gauge!(table::BUILD, "version" => env!("CARGO_PKG_VERSION")).set(1.0);
    gauge!(table::CONNECTIONS).set(0.0);
    gauge!(table::HASH_QUEUE).set(0.0);
    for channel in ["sms", "call"] {
        for outcome in ["sent", "refused", "not_processed", "unanswered"] {
            counter!(table::SENDS, "channel" => channel, "outcome" => outcome).increment(0);
        }
    }
    let each = |name, label: &'static str, values: &[&'static str]| {
        for value in values {
            counter!(name, label => *value).increment(0);
        }
    };
    each(table::SHED, "reason", &["requests", "passwords"]);
    each(
        table::CHECKS,
        "outcome",
        &[
            "approved",
            "wrong",
            "malformed",
            "gone",
            "used_up",
            "not_processed",
            "refused",
            "unanswered",
        ],
    );
    each(table::PASSWORDS, "outcome", &["accepted", "refused", "held_back"]);
    each(table::SIGN_INS, "factor", &["sms", "call", "browser", "recovery"]);
    each(
        table::TWILIO_CALLS,
        "outcome",
        &[
            "2xx",
            "4xx",
            "5xx",
            "no_address",
            "refused",
            "not_connected",
            "tls",
            "timeout",
            "cut_off",
        ],
    );
    each(table::ALERTED, "event", ALERTS);
    each(
        table::DATABASE_ERRORS,
        "kind",
        &[
            "lost",
            "exhausted",
            "locked",
            "undone",
            "slow",
            "full",
            "read_only",
            "other",
        ],
    );
    each(table::DATABASE_RETRIES, "reason", &["lost", "undone"]);
    each(table::PRUNING, "outcome", &["done", "failed", "elsewhere"]);
    counter!(table::REFUSALS, "step" => "send", "reason" => "sends_stopped").increment(0);
}
