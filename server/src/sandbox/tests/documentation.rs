//! `docs/sandbox.md` names everything that the twin can do, and says it rightly.

use super::{NUMBER, Twin};
use crate::{
    config::{SANDBOX_OF_PORTAL, SANDBOX_PREFIX, SETTINGS},
    sandbox::{
        fault::FaultKind,
        magic_numbers::{BROKEN, MagicNumber, RANGE, REFUSED, Where},
        template,
    },
};
use axum::{body::Body, http::Request};
use serde_json::{Value, json};
use tower::ServiceExt;

const DOCUMENT: &str = include_str!("../../../../docs/sandbox.md");

/// What stands between the two comments of this name.
fn table(name: &str) -> Vec<&'static str> {
    let (begin, end) = (format!("<!-- {name} -->"), format!("<!-- end of {name} -->"));
    let (_, rest) = DOCUMENT.split_once(&begin).unwrap();
    let (table, _) = rest.split_once(&end).unwrap();
    let lines = table.trim().lines();
    lines.skip(2).collect()
}

fn numbers(ends: &[&str]) -> String {
    let all: Vec<_> = ends.iter().map(|end| format!("`{RANGE}{end}`")).collect();
    all.join(", ")
}

fn row(magic: &MagicNumber) -> String {
    let assumed = if magic.is_assumed { " (assumed)" } else { "" };
    let fails = match magic.fails {
        Where::Everywhere => "any",
        Where::Only(channel) => channel.name(),
    };
    let (numbers, code, status) = (numbers(magic.ends), magic.code, magic.status);
    format!(
        "| {numbers} | {code} | {status}{assumed} | {fails} | {} |",
        magic.text
    )
}

#[test]
fn the_document_holds_the_table_of_magic_numbers() {
    let expected: Vec<_> = REFUSED.iter().map(row).collect();
    assert_eq!(
        table("magic numbers"),
        expected,
        "as it should be:\n{}",
        expected.join("\n")
    );
}

fn name(kind: FaultKind) -> String {
    json!(kind).as_str().unwrap().to_owned()
}

#[test]
fn the_document_holds_the_table_of_broken_numbers() {
    let row = |(end, kind): &(&str, FaultKind)| format!("| `{RANGE}{end}` | `{}` |", name(*kind));
    let expected: Vec<_> = BROKEN.iter().map(row).collect();
    assert_eq!(
        table("broken numbers"),
        expected,
        "as it should be:\n{}",
        expected.join("\n")
    );
}

/// Whether a start that meets this fault sends a message.
async fn acts(kind: FaultKind) -> bool {
    let twin = Twin::new();
    let order = json!({ "fault": kind, "milliseconds": 0 });
    assert_eq!(twin.order("/sandbox/faults", order).await.status, 200);
    let fields = [("To", NUMBER), ("Channel", "sms"), ("Locale", "en")];
    let form = "application/x-www-form-urlencoded";
    let path = twin.path("/Verifications");
    let request: Request<Body> = twin.request("POST".parse().unwrap(), &path, form, super::encoded(&fields));
    assert!(twin.routes.clone().oneshot(request).await.is_ok());
    !twin.messages().await.is_empty()
}

#[tokio::test]
async fn the_document_says_of_every_fault_whether_the_request_acts() {
    let rows = table("faults");
    assert_eq!(rows.len(), FaultKind::ALL.len());
    for (kind, row) in FaultKind::ALL.into_iter().zip(rows) {
        let word = if acts(kind).await { "yes" } else { "no" };
        let beginning = format!("| `{}` | {word} | ", name(kind));
        assert!(row.starts_with(&beginning), "{row} should begin with {beginning}");
    }
}

#[test]
fn the_document_names_every_setting_under_both_names() {
    let rows = table("settings");
    let of_twin = |name: &&str| name.starts_with(SANDBOX_PREFIX) && !SANDBOX_OF_PORTAL.contains(name);
    let names: Vec<_> = SETTINGS
        .iter()
        .map(|setting| setting.name)
        .filter(of_twin)
        .collect();
    assert_eq!(rows.len(), names.len());
    for (name, row) in names.into_iter().zip(rows) {
        let flag = name[SANDBOX_PREFIX.len()..]
            .to_ascii_lowercase()
            .replace('_', "-");
        assert!(row.starts_with(&format!("| `--{flag}` | `{name}` | ")), "{row}");
    }
    assert!(SANDBOX_OF_PORTAL.iter().all(|name| DOCUMENT.contains(name)));
}

#[tokio::test]
async fn the_document_names_every_address_and_the_template_and_no_credential() {
    for address in [
        "GET /v2/Services/{VA…}",
        "POST /v2/Services/{VA…}/Verifications",
        "GET /v2/Services/{VA…}/Verifications/{VE… or number}",
        "POST /v2/Services/{VA…}/Verifications/{VE… or number}",
        "POST /v2/Services/{VA…}/VerificationCheck",
        "GET /sandbox",
        "GET /sandbox/messages",
        "GET /sandbox/verifications",
        "POST /sandbox/clock",
        "POST /sandbox/faults",
    ] {
        assert!(DOCUMENT.contains(&format!("`{address}`")), "{address}");
    }
    assert!(DOCUMENT.contains(&template::domain_bound()));
    let known = Twin::new().credentials;
    for value in [known.account_sid, known.auth_token, known.api_key_sid] {
        assert!(!DOCUMENT.contains(&value), "a scanner would find {value}");
    }
}

/// The document shows what a start answers; that must be the truth.
#[tokio::test]
async fn the_document_shows_the_fields_of_an_answer() {
    let (_, rest) = DOCUMENT.split_once("```json\n").unwrap();
    let (text, _) = rest.split_once("```").unwrap();
    let shown: Value = serde_json::from_str(text).unwrap();
    let real = Twin::new().create("sms").await.json();
    let fields = |body: &Value| -> Vec<String> { body.as_object().unwrap().keys().cloned().collect() };
    assert_eq!(fields(&shown), fields(&real));
}
