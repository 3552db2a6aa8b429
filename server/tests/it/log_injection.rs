//! What visitors write begins no line of the log, forges none and steers no terminal, in either format.

use crate::{browser::Browser, process::Place, raw};
use serde_json::Value;
use std::net::SocketAddr;

const FORGED: &str = "2026-01-02T03:04:05.000000Z ERROR event=\"signed_in\" forged=1";

/// What would break a line, forge a field, or steer a terminal.
fn texts() -> Vec<String> {
    vec![
        format!("x\n{FORGED}"),
        format!("x\r\n{FORGED}"),
        format!("x\r{FORGED}"),
        "x\" forged=\"1".into(),
        "x\",\"forged\":\"1".into(),
        "\u{1b}[2J\u{1b}]0;forged\u{7}".into(),
        "\u{9b}2Jforged".into(),
        "x\u{2028}forged\u{85}forged\u{b}forged\u{c}forged".into(),
    ]
}

/// Every field, cookie, address and header that takes such a text.
async fn attack(address: SocketAddr) {
    for text in texts() {
        let browser = Browser::new(address);
        let fields = [("username", &*text), ("password", &text)];
        browser.post("/api/login", &fields).await.leads_to("/");
        browser.give_password("test", "verify").await.leads_to("/verify");
        for (name, fields) in [
            (
                "send_code",
                [("contact_to", &*text), ("channel", "sms"), ("turn", "0")],
            ),
            (
                "send_code",
                [
                    ("contact_to", "090-1234-5678"),
                    ("channel", &text),
                    ("turn", &text),
                ],
            ),
            ("check_code", [("code", &text), (&text, &text), ("x", "1")]),
            ("choose_language", [("language", &text), ("x", "1"), ("y", "1")]),
        ] {
            browser
                .post(&format!("/api/{name}"), &fields)
                .await
                .leads_to("/verify");
        }
        let encoded: String = text.bytes().map(|byte| format!("%{byte:02x}")).collect();
        browser.get(&format!("/?next={encoded}")).await;
        browser.get(&format!("/{encoded}")).await;
        for name in [
            "user-agent",
            "accept-language",
            "referer",
            "x-forwarded-for",
            "origin",
            "cookie",
            "host",
            "content-type",
        ] {
            let plain: String = text.chars().filter(|letter| !letter.is_control()).collect();
            for value in [&plain, &text] {
                let line = format!(
                    "GET / HTTP/1.1\r\nConnection: close\r\nHost: {address}\r\n{name}: {value}\r\n\r\n"
                );
                raw::send(address, line.as_bytes()).await;
                let line = line.replace("GET / ", &format!("GET /{value} "));
                raw::send(address, line.as_bytes()).await;
                raw::send(address, line.replace("GET", value).as_bytes()).await;
            }
        }
    }
}

async fn log(format: &str) -> String {
    let place = Place::new(&[
        ("KAKUNIN_LISTEN", "127.0.0.1:0"),
        ("KAKUNIN_LOG", "debug"),
        ("KAKUNIN_LOG_FORMAT", format),
    ]);
    let mut portal = place.serve(&[]);
    let address = portal.address("Kakunin ");
    attack(address).await;
    assert_eq!(Browser::new(address).get("/").await.status, 200);
    assert_eq!(portal.stop().0, Some(0));
    let log = place.log();
    for event in ["event=\"request\"", "\"event\":\"request\""] {
        assert_eq!(log.contains(event), (format == "json") == event.contains(':'));
    }
    log
}

/// None but the ends of the lines.
fn has_no_control_characters(log: &str) {
    let odd = |letter: char| letter != '\n' && (letter.is_control() || letter == '\u{2028}');
    let line = log.lines().find(|line| line.contains(odd));
    assert_eq!(line, None);
}

#[tokio::test]
async fn every_line_of_text_begins_with_its_own_time() {
    let log = log("text").await;
    has_no_control_characters(&log);
    let levels = ["DEBUG", " INFO", " WARN", "ERROR"];
    for line in log.lines() {
        let (time, rest) = line.split_at(28);
        assert!(time.starts_with("20") && time.ends_with("Z "), "{line}");
        assert!(levels.iter().any(|level| rest.starts_with(level)), "{line}");
        assert!(!line.starts_with("2026-01-02T03:04:05.000000Z"), "{line}");
        assert!(!line.contains(" forged="), "{line}");
    }
}

#[tokio::test]
async fn every_line_of_json_is_one_object_with_known_fields() {
    let log = log("json").await;
    has_no_control_characters(&log);
    for line in log.lines() {
        let object: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert!(
            object["timestamp"].is_string() && object["level"].is_string(),
            "{line}"
        );
        assert_eq!(object["fields"].get("forged").or(object.get("forged")), None);
    }
}
