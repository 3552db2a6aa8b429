//! `/metrics` of the real binary: what is counted, how it is written, and what never becomes a label.

use crate::{browser::Browser, page::Page, process::Place};
use reqwest::Method;
use server::metrics::METRICS;
use std::{collections::BTreeMap, net::SocketAddr};

const LISTEN: (&str, &str) = ("KAKUNIN_LISTEN", "127.0.0.1:0");
const METRICS_LISTEN: (&str, &str) = ("KAKUNIN_METRICS_LISTEN", "127.0.0.1:0");
const NUMBER: &str = "090-1234-5678";

/// Values by name and labels, as they stand in the text.
struct Scrape {
    text: String,
    values: BTreeMap<String, f64>,
}

impl Scrape {
    async fn of(address: SocketAddr) -> Self {
        let page = Browser::new(address).get("/metrics").await;
        assert_eq!(page.status, 200);
        assert_eq!(
            page.header("content-type"),
            Some("text/plain; version=0.0.4; charset=utf-8")
        );
        let samples = page
            .body
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        let values = samples.map(|line| {
            let (series, value) = line.rsplit_once(' ').unwrap();
            (series.to_owned(), value.parse().unwrap())
        });
        Self {
            values: values.collect(),
            text: page.body,
        }
    }

    #[track_caller]
    fn value(&self, series: &str) -> f64 {
        let value = self.values.get(series);
        *value.unwrap_or_else(|| panic!("no {series} in\n{}", self.text))
    }

    /// The sum over all series of a name whose labels hold this.
    fn sum(&self, name: &str, label: &str) -> f64 {
        let series = self.values.iter();
        let series =
            series.filter(|(series, _)| series.starts_with(&format!("{name}{{")) && series.contains(label));
        series.map(|(_, value)| value).sum()
    }
}

async fn last_code(browser: &Browser) -> String {
    let messages = browser.get("/sandbox/messages").await.body;
    let messages: serde_json::Value = serde_json::from_str(&messages).unwrap();
    messages[0]["code"].as_str().unwrap().to_owned()
}

/// A sign-in with everything that is counted on its way.
async fn sign_in(browser: &Browser) {
    browser
        .give_password("test", "wrong-password")
        .await
        .leads_to("/");
    browser.give_password("test", "verify").await.leads_to("/verify");
    browser
        .press("sms", &[("contact_to", NUMBER)])
        .await
        .leads_to("/verify");
    let code = last_code(browser).await;
    let wrong = if code == "000000" { "111111" } else { "000000" };
    browser.type_code(wrong).await.leads_to("/verify");
    browser.type_code(&code).await.leads_to("/account");
}

/// What strangers send, none of which may become a series.
async fn be_hostile(browser: &Browser) {
    for path in [
        "/secret-path-4711",
        "/%7Bsecret-path-4711%7D",
        "/countries/secret-path-4711",
    ] {
        browser.get(path).await;
    }
    let method = Method::from_bytes(b"SECRETMETHOD").unwrap();
    browser.send(browser.request(method, "/")).await;
    let foreign = browser
        .request(Method::POST, "/api/login")
        .header("origin", "https://secret-origin.example")
        .form(&[("username", "secret-name-4711")]);
    assert_eq!(browser.send(foreign).await.status, 403);
    // Whoever is signed in has no such form.
    let stranger = Browser::new(browser.address);
    stranger.give_password("secret-name-4711", "x").await;
}

#[tokio::test]
async fn a_sign_in_is_counted_and_nothing_of_a_person_is_in_it() {
    let place = Place::new(&[LISTEN, METRICS_LISTEN, ("KAKUNIN_LOG", "off")]);
    let mut portal = place.serve(&[]);
    let browser = Browser::new(portal.address("Kakunin "));
    let metrics = portal.address("Metrics ");
    sign_in(&browser).await;
    be_hostile(&browser).await;
    let scrape = Scrape::of(metrics).await;

    // The log shows nothing, and all is counted.
    for (series, value) in [
        ("kakunin_ready", 1.0),
        (r#"kakunin_passwords_total{outcome="accepted"}"#, 1.0),
        (r#"kakunin_passwords_total{outcome="refused"}"#, 2.0),
        (
            r#"kakunin_refusals_total{step="password",reason="wrong_password"}"#,
            2.0,
        ),
        (
            r#"kakunin_refusals_total{step="request",reason="cross_origin"}"#,
            1.0,
        ),
        (r#"kakunin_sends_total{channel="sms",outcome="sent"}"#, 1.0),
        (r#"kakunin_sends_total{channel="call",outcome="sent"}"#, 0.0),
        (r#"kakunin_checks_total{outcome="wrong"}"#, 1.0),
        (r#"kakunin_checks_total{outcome="approved"}"#, 1.0),
        (r#"kakunin_sign_ins_total{factor="sms"}"#, 1.0),
        (r#"kakunin_twilio_calls_total{outcome="2xx"}"#, 3.0),
        ("kakunin_twilio_request_duration_seconds_count", 3.0),
        ("kakunin_twilio_breaker_open", 0.0),
        ("kakunin_password_hash_queue", 0.0),
        ("kakunin_password_hash_wait_seconds_count", 4.0),
        ("kakunin_budget_sends", 1.0),
        (r#"kakunin_budget_spend_minor_units{currency="JPY"}"#, 15.0),
        ("kakunin_sends_stopped", 0.0),
        ("kakunin_database_connections_limit", 4.0),
        ("kakunin_http_requests_in_flight", 0.0),
        ("kakunin_http_requests_in_flight_limit", 256.0),
        (r#"kakunin_http_requests_shed_total{reason="requests"}"#, 0.0),
        (r#"kakunin_alerts_total{event="request_failed"}"#, 0.0),
        (r#"kakunin_pruning_runs_total{outcome="done"}"#, 1.0),
    ] {
        assert_eq!(scrape.value(series), value, "{series}");
    }
    let requests = |label| scrape.sum("kakunin_http_request_duration_seconds_count", label);
    assert_eq!(
        requests(r#"method="POST",route="/api/check_code",status="3xx""#),
        2.0
    );
    assert_eq!(requests(r#"method="other""#), 1.0);
    assert!(requests(r#"route="none""#) >= 2.0);
    assert!(scrape.value("kakunin_http_connections") >= 1.0);
    assert!(scrape.value("process_resident_memory_bytes") > 1_000_000.0);

    for word in ["4711", "secret", "SECRET", "1234", "5678", "test", "127.0.0.1"] {
        let told = scrape.values.keys().find(|series| series.contains(word));
        assert_eq!(told, None, "{word}");
    }
    assert!(scrape.values.len() < 1_500, "{} series", scrape.values.len());

    // Every metric has its help and its type, and there is no other.
    for metric in METRICS {
        let (name, kind) = (metric.name, metric.kind.as_str());
        assert!(
            scrape.text.contains(&format!("# HELP {name} {}", metric.about)),
            "{name}"
        );
        assert!(scrape.text.contains(&format!("# TYPE {name} {kind}\n")), "{name}");
    }
    assert_eq!(scrape.text.matches("# TYPE ").count(), METRICS.len());

    // Visitors cannot read it, and whoever reads it signs in nowhere.
    assert_eq!(browser.get("/metrics").await.status, 404);
    let inside = Browser::new(metrics);
    assert_eq!(inside.get("/").await.status, 404);
    assert_eq!(inside.get("/readyz").await.status, 200);
    assert_eq!(portal.stop().0, Some(0));
}

#[tokio::test]
async fn nothing_listens_unless_it_is_asked_to() {
    let place = Place::new(&[LISTEN]);
    let mut portal = place.serve(&[]);
    let browser = Browser::new(portal.address("Kakunin "));
    assert_eq!(browser.get("/metrics").await.status, 404);
    let (_, told) = portal.stop();
    assert!(!told.contains("Metrics"), "{told}");
}

#[tokio::test]
async fn a_taken_address_stops_the_start() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = Place::new(&[LISTEN, ("KAKUNIN_METRICS_LISTEN", &address)]).run(&[], "");
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("set KAKUNIN_METRICS_LISTEN to another address"),
        "{told}"
    );
}

/// Waits until this series has this value.
async fn reaches(address: SocketAddr, series: &str, value: f64) {
    while Scrape::of(address).await.value(series) != value {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn of_two_instances_one_removes_old_rows() {
    let place = Place::new(&[LISTEN, METRICS_LISTEN]);
    let mut one = place.serve(&[]);
    one.address("Kakunin ");
    let first = one.address("Metrics ");
    reaches(first, r#"kakunin_pruning_runs_total{outcome="done"}"#, 1.0).await;
    let mut other = place.serve(&[]);
    other.address("Kakunin ");
    let second = other.address("Metrics ");
    reaches(second, r#"kakunin_pruning_runs_total{outcome="elsewhere"}"#, 1.0).await;
    let scrape = Scrape::of(second).await;
    assert_eq!(scrape.value(r#"kakunin_pruning_runs_total{outcome="done"}"#), 0.0);
}

/// The metrics can be read most of all while the database is away.
#[tokio::test]
async fn they_can_be_read_while_nothing_works() {
    let place = Place::new(&[LISTEN, METRICS_LISTEN]);
    let mut portal = place.serve(&[]);
    let browser = Browser::new(portal.address("Kakunin "));
    let metrics = portal.address("Metrics ");
    browser.give_password("test", "verify").await.leads_to("/verify");
    let url = format!("sqlite://{}", place.path().join("data/sandbox.db").display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    sqlx::query("ALTER TABLE sessions RENAME TO gone")
        .execute(&pool)
        .await
        .unwrap();
    let page: Page = browser.get("/verify").await;
    assert_eq!(page.status, 503);
    let scrape = Scrape::of(metrics).await;
    assert_eq!(scrape.value(r#"kakunin_alerts_total{event="page_failed"}"#), 1.0);
    assert!(scrape.value(r#"kakunin_database_errors_total{kind="other"}"#) >= 1.0);
    assert_eq!(
        scrape.sum(
            "kakunin_http_request_duration_seconds_count",
            r#"route="/verify",status="5xx""#
        ),
        1.0
    );
}
