//! Reads the wire for itself: what the portal may take for an approval, and nothing else.

use crate::{
    gate::{Gate, Passed},
    portal::PHONE,
};
use serde_json::Value;
use server::sandbox::Credentials;

/// True when the last check was answered, whole, with an approval of this very verification.
pub(super) fn saw_approval(gate: &Gate, sid: &str) -> bool {
    let passed = gate.passed();
    let mut checks = passed
        .iter()
        .rev()
        .filter(|one| one.request.contains("/VerificationCheck"));
    checks.next().is_some_and(|check| is_approval(check, sid))
}

fn is_approval(check: &Passed, sid: &str) -> bool {
    let Some(answer) = success(&check.answer) else {
        return false;
    };
    let known = Credentials::fixed();
    let says = |field: &str, value: &str| answer[field] == value;
    says("sid", sid)
        && says("service_sid", &known.service_sid)
        && says("account_sid", &known.account_sid)
        && says("to", PHONE)
        && says("status", "approved")
        && answer["valid"] == true
}

/// The JSON of an answer by which something was done.
fn success(answer: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(answer).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    if !head.starts_with("HTTP/1.1 2") {
        return None;
    }
    let in_chunks = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
    let body = if in_chunks { joined(body)? } else { body.to_owned() };
    serde_json::from_str(&body).ok()
}

/// A body that came in chunks (RFC 9112 section 7.1); nothing if its end is missing.
fn joined(mut chunks: &str) -> Option<String> {
    let mut body = String::new();
    loop {
        let (length, rest) = chunks.split_once("\r\n")?;
        let length = usize::from_str_radix(length, 16).ok()?;
        if length == 0 {
            return Some(body);
        }
        body.push_str(rest.get(..length)?);
        chunks = rest.get(length + 2..)?;
    }
}

#[test]
fn only_a_whole_approval_of_the_same_ids_is_one() {
    let known = Credentials::fixed();
    let whole = serde_json::json!({
        "sid": "VE1", "service_sid": known.service_sid, "account_sid": known.account_sid,
        "to": PHONE, "status": "approved", "valid": true, "new": null,
    });
    let judge = |status: &str, body: &str| {
        let answer = format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\n\r\n{body}");
        let request = String::new();
        is_approval(
            &Passed {
                request,
                answer: answer.into_bytes(),
            },
            "VE1",
        )
    };
    let text = whole.to_string();
    assert!(judge("200 OK", &text));
    assert!(!judge("503 Service Unavailable", &text));
    assert!(!judge("200 OK", &text[..text.len() - 1]));
    for field in ["sid", "service_sid", "account_sid", "to", "status", "valid"] {
        let mut odd = whole.clone();
        odd[field] = Value::Null;
        assert!(!judge("200 OK", &odd.to_string()), "{field}");
    }
    assert_eq!(joined("3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n"), Some("abcd".into()));
    assert_eq!(joined("3\r\nabc\r\n"), None);
}
