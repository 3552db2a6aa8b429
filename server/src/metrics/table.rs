use super::{Kind, Metric};

const fn metric(name: &'static str, kind: Kind, labels: &'static str, about: &'static str) -> Metric {
    Metric {
        name,
        kind,
        labels,
        about,
    }
}

pub(crate) const BUILD: &str = "kakunin_build_info";
pub(crate) const READY: &str = "kakunin_ready";
pub(crate) const REQUESTS: &str = "kakunin_http_request_duration_seconds";
pub(crate) const IN_FLIGHT: &str = "kakunin_http_requests_in_flight";
pub(crate) const IN_FLIGHT_LIMIT: &str = "kakunin_http_requests_in_flight_limit";
pub(crate) const SHED: &str = "kakunin_http_requests_shed_total";
pub(crate) const CONNECTIONS: &str = "kakunin_http_connections";
pub(crate) const CONNECTIONS_LIMIT: &str = "kakunin_http_connections_limit";
pub(crate) const SENDS: &str = "kakunin_sends_total";
pub(crate) const CHECKS: &str = "kakunin_checks_total";
pub(crate) const PASSWORDS: &str = "kakunin_passwords_total";
pub(crate) const SIGN_INS: &str = "kakunin_sign_ins_total";
pub(crate) const REFUSALS: &str = "kakunin_refusals_total";
pub(crate) const ALERTED: &str = "kakunin_alerts_total";
pub(crate) const BUDGET_SENDS: &str = "kakunin_budget_sends";
pub(crate) const BUDGET_SENDS_LIMIT: &str = "kakunin_budget_sends_limit";
pub(crate) const BUDGET_SPEND: &str = "kakunin_budget_spend_minor_units";
pub(crate) const BUDGET_SPEND_LIMIT: &str = "kakunin_budget_spend_limit_minor_units";
pub(crate) const SENDS_STOPPED: &str = "kakunin_sends_stopped";
pub(crate) const TWILIO_CALLS: &str = "kakunin_twilio_calls_total";
pub(crate) const TWILIO_SECONDS: &str = "kakunin_twilio_request_duration_seconds";
pub(crate) const BREAKER: &str = "kakunin_twilio_breaker_open";
pub(crate) const HASH_QUEUE: &str = "kakunin_password_hash_queue";
pub(crate) const HASH_QUEUE_LIMIT: &str = "kakunin_password_hash_queue_limit";
pub(crate) const HASH_WAIT: &str = "kakunin_password_hash_wait_seconds";
pub(crate) const HASH_SECONDS: &str = "kakunin_password_hash_duration_seconds";
pub(crate) const DATABASE_CONNECTIONS: &str = "kakunin_database_connections";
pub(crate) const DATABASE_CONNECTIONS_LIMIT: &str = "kakunin_database_connections_limit";
pub(crate) const DATABASE_ERRORS: &str = "kakunin_database_errors_total";
pub(crate) const DATABASE_RETRIES: &str = "kakunin_database_retries_total";
pub(crate) const PRUNED: &str = "kakunin_pruned_rows_total";
pub(crate) const PRUNING: &str = "kakunin_pruning_runs_total";
pub(crate) const MEMORY: &str = "process_resident_memory_bytes";
pub(crate) const FILES: &str = "process_open_fds";
pub(crate) const FILES_LIMIT: &str = "process_max_fds";

/// Every metric.
pub const METRICS: &[Metric] = &[
    metric(BUILD, Kind::Gauge, "`version`", "always 1; which release runs"),
    metric(
        READY,
        Kind::Gauge,
        "",
        "1 while /readyz says that requests may come here",
    ),
    metric(
        REQUESTS,
        Kind::Histogram,
        "`method`, `route`, `status` (`2xx` …)",
        "requests that were answered, by how long it took; the route and never the path",
    ),
    metric(IN_FLIGHT, Kind::Gauge, "", "requests under way"),
    metric(
        IN_FLIGHT_LIMIT,
        Kind::Gauge,
        "",
        "requests under way at most, KAKUNIN_MAX_REQUESTS",
    ),
    metric(
        SHED,
        Kind::Counter,
        "`reason` (`requests`, `passwords`)",
        "requests that got a 503 because there was too much to do",
    ),
    metric(CONNECTIONS, Kind::Gauge, "", "connections of visitors"),
    metric(
        CONNECTIONS_LIMIT,
        Kind::Gauge,
        "",
        "connections of visitors at most, KAKUNIN_MAX_CONNECTIONS",
    ),
    metric(
        SENDS,
        Kind::Counter,
        "`channel`, `outcome` (`sent`, `refused`, `not_processed`, `unanswered`)",
        "messages that Twilio was asked for",
    ),
    metric(
        CHECKS,
        Kind::Counter,
        "`outcome` (`approved`, `wrong`, `malformed`, `gone`, `used_up`, `not_processed`, `refused`, `unanswered`)",
        "codes that Twilio was asked about",
    ),
    metric(
        PASSWORDS,
        Kind::Counter,
        "`outcome` (`accepted`, `refused`, `held_back`)",
        "passwords at sign-in and before a change",
    ),
    metric(
        SIGN_INS,
        Kind::Counter,
        "`factor` (`sms`, `call`, `browser`, `recovery`)",
        "sign-ins that reached the account",
    ),
    metric(
        REFUSALS,
        Kind::Counter,
        "`step`, `reason` (names of the log)",
        "what was refused, by this portal or by Twilio",
    ),
    metric(
        ALERTED,
        Kind::Counter,
        "`event` (names of the log)",
        "log lines of level error",
    ),
    metric(
        BUDGET_SENDS,
        Kind::Gauge,
        "",
        "messages of this day (UTC), of all instances that share the database",
    ),
    metric(
        BUDGET_SENDS_LIMIT,
        Kind::Gauge,
        "",
        "messages of a day at most, KAKUNIN_SENDS_PER_DAY",
    ),
    metric(
        BUDGET_SPEND,
        Kind::Gauge,
        "`currency`",
        "what the messages of this day (UTC) cost by KAKUNIN_PRICES, of all instances",
    ),
    metric(
        BUDGET_SPEND_LIMIT,
        Kind::Gauge,
        "`currency`",
        "what they may cost, KAKUNIN_SPEND_PER_DAY",
    ),
    metric(
        SENDS_STOPPED,
        Kind::Gauge,
        "",
        "1 while an operator has stopped all messages",
    ),
    metric(
        TWILIO_CALLS,
        Kind::Counter,
        "`outcome` (`2xx`, `4xx`, `5xx`, `no_address`, `refused`, `not_connected`, `tls`, `timeout`, `cut_off`)",
        "calls of Twilio, each try",
    ),
    metric(
        TWILIO_SECONDS,
        Kind::Histogram,
        "",
        "how long Twilio took to answer, of calls that were answered",
    ),
    metric(
        BREAKER,
        Kind::Gauge,
        "",
        "1 while Twilio does not answer and is left alone",
    ),
    metric(HASH_QUEUE, Kind::Gauge, "", "passwords that wait to be hashed"),
    metric(
        HASH_QUEUE_LIMIT,
        Kind::Gauge,
        "",
        "passwords that may wait, KAKUNIN_MAX_PASSWORDS",
    ),
    metric(
        HASH_WAIT,
        Kind::Histogram,
        "",
        "how long passwords waited for their turn",
    ),
    metric(
        HASH_SECONDS,
        Kind::Histogram,
        "",
        "how long one password took then, its hash made anew included",
    ),
    metric(
        DATABASE_CONNECTIONS,
        Kind::Gauge,
        "`state` (`busy`, `idle`)",
        "connections to the database",
    ),
    metric(
        DATABASE_CONNECTIONS_LIMIT,
        Kind::Gauge,
        "",
        "connections to the database at most, KAKUNIN_DATABASE_CONNECTIONS",
    ),
    metric(
        DATABASE_ERRORS,
        Kind::Counter,
        "`kind` (`lost`, `exhausted`, `locked`, `undone`, `slow`, `full`, `read_only`, `other`)",
        "queries that failed",
    ),
    metric(
        DATABASE_RETRIES,
        Kind::Counter,
        "`reason` (`lost`, `undone`)",
        "transactions that were done again",
    ),
    metric(
        PRUNED,
        Kind::Counter,
        "`table`",
        "rows past their time that were removed",
    ),
    metric(
        PRUNING,
        Kind::Counter,
        "`outcome` (`done`, `failed`, `elsewhere`)",
        "times that old rows were to be removed; elsewhere: another instance has the job",
    ),
    metric(MEMORY, Kind::Gauge, "", "memory of the process (Linux)"),
    metric(FILES, Kind::Gauge, "", "open files and sockets (Linux)"),
    metric(FILES_LIMIT, Kind::Gauge, "", "open files at most (Linux)"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_follow_the_conventions() {
        let names: BTreeSet<_> = METRICS.iter().map(|metric| metric.name).collect();
        assert_eq!(names.len(), METRICS.len());
        for Metric { name, kind, .. } in METRICS {
            assert!(
                name.starts_with("kakunin_") || name.starts_with("process_"),
                "{name}"
            );
            assert_eq!(name.ends_with("_total"), *kind == Kind::Counter, "{name}");
            assert!(
                *kind != Kind::Histogram || name.ends_with("_seconds"),
                "{name}: the only buckets are of seconds"
            );
        }
    }
}
