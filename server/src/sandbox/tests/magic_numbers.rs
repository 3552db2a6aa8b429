use super::{NUMBER, Twin};
use crate::sandbox::{
    channel::Channel,
    magic_numbers::{BROKEN, MagicNumber, RANGE, REFUSED, Where},
    refusal::Refusal,
};
use axum::http::header;
use std::collections::BTreeSet;

async fn start(twin: &Twin, to: &str, channel: &str) -> super::Answer {
    twin.post("/Verifications", &[("To", to), ("Channel", channel)])
        .await
}

fn fails(row: &MagicNumber, channel: Channel) -> bool {
    match row.fails {
        Where::Everywhere => true,
        Where::Only(only) => only == channel,
    }
}

#[tokio::test]
async fn every_magic_number_fails_in_its_way_and_sends_nothing() {
    for row in &REFUSED {
        for (end, channel) in row
            .ends
            .iter()
            .flat_map(|end| [(end, Channel::Sms), (end, Channel::Call)])
        {
            let (twin, to) = (Twin::new(), format!("{RANGE}{end}"));
            let answer = start(&twin, &to, channel.name()).await;
            if fails(row, channel) {
                assert_eq!(
                    answer.figures(),
                    (row.status, row.code.into()),
                    "{to} by {channel:?}"
                );
                assert!(!answer.json()["message"].as_str().unwrap().contains('{'), "{to}");
                assert!(twin.messages().await.is_empty());
            } else {
                assert_eq!(answer.figures(), (201, 0), "{to} by {channel:?}");
                assert_eq!(twin.messages().await.len(), 1);
            }
            let headers = &answer.headers;
            let is_limited = answer.figures().1 == 20429;
            assert_eq!(headers.contains_key(header::RETRY_AFTER), is_limited);
            let is_challenged = headers.contains_key(header::WWW_AUTHENTICATE);
            assert_eq!(is_challenged, answer.status == 401);
        }
    }
}

/// The numbers that were there first, and that other tests and people know.
#[tokio::test]
async fn the_first_numbers_keep_their_meaning() {
    for (end, channel, expected) in [
        ("0001", "sms", (400, 60200)),
        ("0003", "call", (403, 60605)),
        ("0004", "sms", (400, 21610)),
        ("0009", "sms", (403, 60205)),
        ("0009", "call", (201, 0)),
        ("0010", "sms", (403, 60410)),
        ("0011", "sms", (400, 60220)),
        ("0012", "call", (403, 60238)),
        ("0013", "sms", (429, 60212)),
        ("0014", "sms", (429, 20429)),
        ("0015", "call", (503, 20503)),
        ("0006", "sms", (201, 0)),
        ("1234", "sms", (201, 0)),
    ] {
        let to = format!("{RANGE}{end}");
        assert_eq!(
            start(&Twin::new(), &to, channel).await.figures(),
            expected,
            "{to}"
        );
    }
}

#[test]
fn an_end_belongs_to_one_failure_and_never_to_the_number_that_works() {
    let of_codes = REFUSED.iter().flat_map(|row| row.ends);
    let all: Vec<&str> = of_codes
        .copied()
        .chain(BROKEN.iter().map(|(end, _)| *end))
        .collect();
    let different: BTreeSet<_> = all.iter().collect();
    assert_eq!(different.len(), all.len());
    assert!(!all.contains(&&NUMBER[RANGE.len()..]));
    assert!(all.iter().all(|end| end.len() == 4));
}

#[test]
fn a_code_names_its_number_unless_the_end_was_taken() {
    let moved = [20001, 20003, 20005, 20008, 60001, 60006];
    for row in &REFUSED {
        let own = format!("{:04}", row.code % 10_000);
        let is_moved = row.ends.iter().all(|end| end.starts_with("90"));
        assert!(is_moved || row.ends.contains(&own.as_str()), "{}", row.code);
        assert_eq!(is_moved, moved.contains(&row.code), "{}", row.code);
    }
}

#[test]
fn a_code_has_the_same_status_wherever_it_comes_from() {
    let text = String::new;
    for refusal in [
        Refusal::Authenticate,
        Refusal::NotFound,
        Refusal::TooManyRequests(1),
        Refusal::ServerError,
        Refusal::Unavailable,
        Refusal::InvalidParameter("To", None),
        Refusal::ChecksUsed,
        Refusal::SendsUsed,
        Refusal::NotEnabled("CustomCode"),
        Refusal::ChannelOff(text()),
        Refusal::CustomMessage,
        Refusal::UnknownTemplate(text()),
        Refusal::TemplateChannel,
        Refusal::MalformedTemplates,
        Refusal::AppHashChannel,
    ] {
        let (status, code) = refusal.figures();
        let row = REFUSED.iter().find(|row| row.code == code);
        assert_eq!(row.map(|row| row.status), Some(status), "{code}");
    }
}

#[tokio::test]
async fn without_a_risk_check_fraud_guard_blocks_nothing() {
    for (risk, expected) in [("enable", (403, 60410)), ("disable", (201, 0))] {
        let fields = [("To", "+15005550410"), ("Channel", "sms"), ("RiskCheck", risk)];
        let answer = Twin::new().post("/Verifications", &fields).await;
        assert_eq!(answer.figures(), expected);
    }
}

#[tokio::test]
async fn a_broken_number_breaks_each_start_and_no_check() {
    let twin = Twin::new();
    for _ in ["once", "again"] {
        assert_eq!(start(&twin, "+15005550502", "sms").await.status, 502);
    }
    let cut = start(&twin, "+15005559103", "sms").await;
    assert_eq!(cut.status, 201);
    assert!(serde_json::from_slice::<serde_json::Value>(&cut.bytes).is_err());
    let fields = [("To", "+15005559103"), ("Code", &*twin.code().await)];
    let checked = twin.post("/VerificationCheck", &fields).await;
    assert_eq!(checked.json()["status"], "approved");
}
