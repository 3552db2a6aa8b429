//! No log holds a code, a full number, a password or a session id, in sandbox mode either.

use crate::{
    browser::{Browser, SESSION},
    process::Place,
};
use app::domain::{PhoneNumber, View};
use reqwest::Method;
use std::collections::BTreeSet;

const PASSWORD: &str = "verify-me-quietly";
const NUMBERS: [&str; 3] = ["090-1234-5678", "080-8765-4321", "+15005550001"];

/// The answer's JSON.
async fn sandbox(browser: &Browser, path: &str) -> serde_json::Value {
    serde_json::from_str(&browser.get(path).await.body).unwrap()
}

/// Breaks the next answers, so that warnings and errors are written, too.
async fn fault(browser: &Browser, operation: &str, kind: &str) {
    let order = serde_json::json!({ "fault": kind, "operation": operation, "count": 1 });
    let request = browser
        .request(Method::POST, "/sandbox/faults")
        .header("content-type", "application/json")
        .body(order.to_string());
    assert_eq!(browser.send(request).await.status, 200);
}

/// A whole flow with everything going wrong on the way; gives what must stay secret.
async fn walk(browser: &Browser) -> BTreeSet<String> {
    let mut secrets = BTreeSet::from(["wrong-password-typed".to_owned(), "987654".to_owned()]);
    secrets.extend(browser.cookie(SESSION));
    browser.give_password("hanako", "wrong-password-typed").await;
    browser
        .give_password("hanako", PASSWORD)
        .await
        .leads_to("/verify");
    secrets.extend(browser.cookie(SESSION));
    browser.get("/verify?code=987654&phone=09012345678").await;

    browser.press("sms", &[("contact_to", NUMBERS[2])]).await;
    browser.press("sms", &[("contact_to", NUMBERS[1])]).await;
    fault(browser, "create", "drop").await;
    browser.press("call", &[("contact_to", NUMBERS[0])]).await;
    browser.type_code("987654").await;
    fault(browser, "check", "wrong_sid").await;
    browser.type_code("987654").await;
    fault(browser, "check", "drop_before").await;
    let view: View = browser.ask("/api/check_code", &[("code", "987654")]).await;
    assert!(view.notice.is_some());

    let messages = sandbox(browser, "/sandbox/messages").await;
    let messages = messages.as_array().unwrap();
    assert_eq!(messages.len(), 2);
    let code = messages[0]["code"].as_str().unwrap();
    secrets.extend(
        messages
            .iter()
            .map(|message| message["code"].as_str().unwrap().to_owned()),
    );
    browser.type_code(code).await.leads_to("/account");
    secrets.extend(browser.cookie(SESSION));
    browser.post("/api/logout", &[]).await.leads_to("/");
    secrets
}

async fn what_is_written(filter: &str, format: &str) {
    let place = Place::new(&[
        ("KAKUNIN_LISTEN", "127.0.0.1:0"),
        ("KAKUNIN_LOG", filter),
        ("KAKUNIN_LOG_FORMAT", format),
    ]);
    let made = place.run(
        &["user", "add", "hanako", "--with-password"],
        &format!("{PASSWORD}\n"),
    );
    assert!(made.status.success());
    let mut portal = place.serve(&[]);
    let browser = Browser::new(portal.address("Kakunin "));
    let mut secrets = walk(&browser).await;
    secrets.insert(PASSWORD.into());
    for number in NUMBERS {
        let plain: String = number.chars().filter(char::is_ascii_digit).collect();
        secrets.extend([number.to_owned(), plain.trim_start_matches('0').to_owned()]);
        secrets.extend(
            number
                .parse::<PhoneNumber>()
                .map(|number| number.as_str().to_owned())
                .ok(),
        );
    }
    let (_, told) = portal.stop();
    let log = place.log();
    for event in [
        "code_sent",
        "send_refused",
        "send_unanswered",
        "code_checked",
        "signed_in",
        "request",
    ] {
        assert!(log.contains(event), "{event} is not in the log");
    }
    for secret in secrets {
        for line in log.lines().chain(told.lines()) {
            // Times and counts may hold any digits; what they may not be is a word of their own.
            assert!(!holds(line, &secret), "{secret} is in: {line}");
        }
    }
}

/// True when the line holds the text, not as a part of a longer row of digits or letters.
fn holds(line: &str, text: &str) -> bool {
    line.match_indices(text).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        let after = line[start + text.len()..].chars().next();
        let part = |letter: Option<char>| {
            letter.is_some_and(|letter| letter.is_ascii_alphanumeric() || letter == '.')
        };
        text.len() > 8 || !(part(before) || part(after))
    })
}

#[tokio::test]
async fn at_the_usual_level() {
    what_is_written("info", "text").await;
}

#[tokio::test]
async fn at_debug() {
    what_is_written("debug", "text").await;
}

#[tokio::test]
async fn at_trace_of_our_own_code_as_json() {
    what_is_written("trace,hyper=debug,h2=debug", "json").await;
}
