use super::{Stopwatch, table};
use ::metrics::{Gauge, counter, gauge, histogram};
use axum::http::{Method, StatusCode};
use std::time::Duration;

/// Methods that are told apart; a visitor may invent others.
const METHODS: [&str; 4] = ["GET", "HEAD", "POST", "OPTIONS"];

/// A request was answered. `route` is that of the router, or nothing where there is none.
pub(crate) fn request_answered(method: &Method, route: Option<&str>, status: StatusCode, time: Duration) {
    let method = METHODS.iter().find(|known| **known == method.as_str());
    let labels = [
        ("method", (*method.unwrap_or(&"other")).to_owned()),
        ("route", route.map_or("none", short).to_owned()),
        ("status", format!("{}xx", status.as_u16() / 100)),
    ];
    histogram!(table::REQUESTS, &labels).record(time.as_secs_f64());
}

/// A route of axum may end in a name for the rest of the path.
fn short(route: &str) -> &str {
    route.split("/{*").next().unwrap_or(route)
}

/// A request got a 503, because there was too much to do.
pub(crate) fn request_shed(reason: &'static str) {
    counter!(table::SHED, "reason" => reason).increment(1);
}

/// A connection of a visitor, which counts until this is dropped.
pub(crate) fn connection_opened() -> Counted {
    Counted::one_of(gauge!(table::CONNECTIONS))
}

/// A password that waits, which counts until this is dropped.
pub(crate) fn password_waits() -> impl Drop {
    struct Waits {
        _counted: Counted,
        since: Stopwatch,
    }
    impl Drop for Waits {
        fn drop(&mut self) {
            histogram!(table::HASH_WAIT).record(self.since.elapsed().as_secs_f64());
        }
    }
    Waits {
        _counted: Counted::one_of(gauge!(table::HASH_QUEUE)),
        since: Stopwatch::start(),
    }
}

/// A password was hashed in this time.
pub(crate) fn passwords_hashed(time: Duration) {
    histogram!(table::HASH_SECONDS).record(time.as_secs_f64());
}

/// Twilio answered a call in this time.
pub(crate) fn twilio_answered_in(time: Duration) {
    histogram!(table::TWILIO_SECONDS).record(time.as_secs_f64());
}

/// A query failed.
pub(crate) fn database_failed(kind: &'static str) {
    counter!(table::DATABASE_ERRORS, "kind" => kind).increment(1);
}

/// So many rows of a table were removed, because they were past their time.
pub(crate) fn pruned(table: &'static str, rows: u64) {
    counter!(table::PRUNED, "table" => table).increment(rows);
}

/// One more in a gauge, until it is dropped.
pub(crate) struct Counted(Gauge);

impl Counted {
    fn one_of(gauge: Gauge) -> Self {
        gauge.increment(1.0);
        Self(gauge)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.decrement(1.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_keeps_nothing_of_a_path() {
        assert_eq!(short("/pkg/{*__private__axum_nest_tail_param}"), "/pkg");
        assert_eq!(short("/countries/{language}"), "/countries/{language}");
        assert_eq!(short("/"), "/");
    }
}
