//! Twilio's state table: what each event answers in each state.

use super::{NUMBER, SandboxSettings, Twin};
use serde_json::{Value, json};

#[derive(Clone, Copy, Debug)]
enum Step {
    Sms,
    Call,
    Custom,
    Right,
    Wrong,
    Malformed,
    Fetch,
    Cancel,
    Approve,
    Seconds(i64),
}
use Step::*;

/// HTTP status, Twilio's code (0 for none), and the verification's `status`.
type Seen = (u16, u64, &'static str);

const STARTED: Seen = (201, 0, "pending");
const PENDING: Seen = (200, 0, "pending");
const APPROVED: Seen = (200, 0, "approved");
const CANCELED: Seen = (200, 0, "canceled");
const GONE: Seen = (404, 20404, "");
const CHECKS_USED: Seen = (429, 60202, "");

const LIFETIME: Step = Seconds(600);

/// The row of the table, the steps to it, and what the last step answers.
const TABLE: [(&str, &[Step], Seen); 42] = [
    ("none, create", &[Sms], STARTED),
    ("none, fetch", &[Fetch], GONE),
    ("none, check by number", &[Wrong], GONE),
    ("none, update", &[Cancel], GONE),
    ("pending, fetch", &[Sms, Fetch], PENDING),
    ("pending, fifth send", &[Sms, Sms, Sms, Sms, Sms], STARTED),
    (
        "pending, sixth send",
        &[Sms, Sms, Call, Sms, Sms, Call],
        (429, 60203, ""),
    ),
    (
        "sends used, right code",
        &[Sms, Sms, Sms, Sms, Sms, Sms, Right],
        APPROVED,
    ),
    ("pending, other channel", &[Sms, Call], STARTED),
    ("pending, CustomCode", &[Sms, Custom], (403, 60204, "")),
    ("pending, right code", &[Sms, Right], APPROVED),
    ("pending, wrong code", &[Sms, Wrong], PENDING),
    ("pending, right after wrong", &[Sms, Wrong, Right], APPROVED),
    ("fifth wrong", &[Sms, Wrong, Wrong, Wrong, Wrong, Wrong], PENDING),
    (
        "right at the fifth",
        &[Sms, Wrong, Wrong, Wrong, Wrong, Right],
        APPROVED,
    ),
    (
        "a send gives no new checks",
        &[Sms, Wrong, Wrong, Wrong, Wrong, Sms, Wrong, Right],
        CHECKS_USED,
    ),
    (
        "five wrong, right",
        &[Sms, Wrong, Wrong, Wrong, Wrong, Wrong, Right],
        CHECKS_USED,
    ),
    (
        "five wrong, fetch",
        &[Sms, Wrong, Wrong, Wrong, Wrong, Wrong, Fetch],
        (200, 0, "max_attempts_reached"),
    ),
    (
        "five wrong, create",
        &[Sms, Wrong, Wrong, Wrong, Wrong, Wrong, Sms],
        CHECKS_USED,
    ),
    (
        "five wrong, create in the last second",
        &[Sms, Wrong, Wrong, Wrong, Wrong, Wrong, Seconds(599), Sms],
        CHECKS_USED,
    ),
    (
        "five wrong, expired, create",
        &[Sms, Wrong, Wrong, Wrong, Wrong, Wrong, LIFETIME, Sms],
        STARTED,
    ),
    ("malformed code", &[Sms, Malformed], (400, 60200, "")),
    (
        "malformed code, not counted",
        &[Sms, Malformed, Malformed, Malformed, Malformed, Malformed, Right],
        APPROVED,
    ),
    ("approved, check", &[Sms, Right, Right], GONE),
    ("approved, fetch", &[Sms, Right, Fetch], GONE),
    ("approved, create", &[Sms, Right, Sms], STARTED),
    ("last second, check", &[Sms, Seconds(599), Right], APPROVED),
    ("expired, check", &[Sms, LIFETIME, Right], GONE),
    ("expired, fetch", &[Sms, LIFETIME, Fetch], GONE),
    ("expired, update", &[Sms, LIFETIME, Cancel], GONE),
    ("expired, create", &[Sms, LIFETIME, Sms], STARTED),
    (
        "a send does not prolong",
        &[Sms, Seconds(599), Sms, Seconds(1), Right],
        GONE,
    ),
    ("pending, update approved", &[Sms, Approve], APPROVED),
    ("updated to approved, check", &[Sms, Approve, Right], GONE),
    ("canceled, fetch", &[Sms, Cancel, Fetch], CANCELED),
    ("canceled, check", &[Sms, Cancel, Right], GONE),
    ("canceled, create", &[Sms, Cancel, Sms], STARTED),
    ("canceled, update", &[Sms, Cancel, Approve], GONE),
    ("canceled, expired, fetch", &[Sms, Cancel, LIFETIME, Fetch], GONE),
    ("approved, update", &[Sms, Right, Cancel], GONE),
    (
        "five wrong, update canceled",
        &[Sms, Wrong, Wrong, Wrong, Wrong, Wrong, Cancel],
        CANCELED,
    ),
    (
        "five wrong, canceled, create",
        &[Sms, Wrong, Wrong, Wrong, Wrong, Wrong, Cancel, Sms],
        STARTED,
    ),
];

#[tokio::test]
async fn every_row_of_the_state_table() {
    for (row, steps, expected) in TABLE {
        assert_eq!(last_of(&Twin::new(), steps).await, said(expected), "{row}");
    }
}

fn said((status, code, state): Seen) -> (u16, u64, Value) {
    let state = if code == 0 { json!(state) } else { json!(status) };
    (status, code, state)
}

async fn last_of(twin: &Twin, steps: &[Step]) -> (u16, u64, Value) {
    let mut last = (0, 0, Value::Null);
    for step in steps {
        last = take(twin, *step).await.unwrap_or(last);
    }
    last
}

async fn take(twin: &Twin, step: Step) -> Option<(u16, u64, Value)> {
    let answer = match step {
        Sms => twin.create("sms").await,
        Call => twin.create("call").await,
        Custom => {
            let fields = [("To", NUMBER), ("Channel", "sms"), ("CustomCode", "123456")];
            twin.post("/Verifications", &fields).await
        }
        Right => twin.check(&twin.code().await).await,
        Wrong => twin.check(twin.wrong_code().await).await,
        Malformed => twin.check("12ab").await,
        Fetch => twin.fetch(NUMBER).await,
        Cancel => twin.update("canceled").await,
        Approve => twin.update("approved").await,
        Seconds(seconds) => {
            twin.clock.advance(seconds);
            return None;
        }
    };
    let (status, code) = answer.figures();
    let body = answer.json();
    if status < 300 {
        assert_eq!(body["valid"], json!(body["status"] == "approved"));
    }
    Some((status, code, body["status"].clone()))
}

#[tokio::test]
async fn sending_again_keeps_sid_and_code_and_adds_an_attempt() {
    let twin = Twin::new();
    let first = twin.create("sms").await.json();
    twin.clock.advance(30);
    let second = twin.create("call").await.json();
    assert_eq!(first["sid"], second["sid"]);
    assert_eq!(second["channel"], "call");
    assert_eq!(second["date_created"], "2026-01-02T03:04:05Z");
    assert_eq!(second["date_updated"], "2026-01-02T03:04:35Z");
    let attempts = second["send_code_attempts"].as_array().unwrap();
    assert_eq!(attempts[0], first["send_code_attempts"][0]);
    assert_eq!(attempts[1]["time"], "2026-01-02T03:04:35.000Z");
    assert_eq!(attempts.len(), 2);
    let messages = twin.messages().await;
    assert_eq!(messages[0]["code"], messages[1]["code"]);
}

#[tokio::test]
async fn a_new_verification_has_a_new_sid_and_a_new_code() {
    for end in [Right, Cancel, Approve, LIFETIME] {
        let twin = Twin::new();
        let first = twin.create("sms").await.json();
        take(&twin, end).await;
        let second = twin.create("sms").await.json();
        assert_ne!(first["sid"], second["sid"], "{end:?}");
        let messages = twin.messages().await;
        assert_ne!(messages[0]["code"], messages[1]["code"], "{end:?}");
    }
}

#[tokio::test]
async fn a_setting_lets_a_new_verification_follow_the_last_check() {
    let twin = Twin::with(SandboxSettings {
        restart_after_last_check: true,
        checks: 1,
        ..SandboxSettings::default()
    });
    assert_eq!(last_of(&twin, &[Sms, Wrong, Right]).await, said(CHECKS_USED));
    assert_eq!(last_of(&twin, &[Sms, Right]).await, said(APPROVED));
}

#[tokio::test]
async fn the_settings_set_the_limits() {
    let twin = Twin::with(SandboxSettings {
        code_length: 4,
        lifetime_seconds: 120,
        sends: 1,
        ..SandboxSettings::default()
    });
    twin.create("sms").await;
    assert_eq!(twin.code().await.len(), 4);
    assert_eq!(twin.create("sms").await.figures(), (429, 60203));
    assert_eq!(last_of(&twin, &[Seconds(120), Right]).await, said(GONE));
}
