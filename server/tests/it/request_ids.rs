//! Every line that one request causes carries its id, and no other request has the same.

use crate::{browser::Browser, portal::PHONE, process::Place};
use reqwest::Method;
use serde_json::Value;
use std::collections::BTreeMap;

const PASSWORD: &str = "verify-me-quietly";

/// A sign-in, with headers in which others send such ids.
async fn walk(browser: &Browser) {
    browser
        .give_password("hanako", PASSWORD)
        .await
        .leads_to("/verify");
    browser.press("sms", &[]).await.leads_to("/verify");
    let messages: Value = serde_json::from_str(&browser.get("/sandbox/messages").await.body).unwrap();
    browser
        .type_code(messages[0]["code"].as_str().unwrap())
        .await
        .leads_to("/account");
    let request = browser
        .request(Method::POST, "/api/logout")
        .header("x-request-id", "0123456789abcdef")
        .header(
            "traceparent",
            "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01",
        );
    browser.send(request.body("")).await;
}

async fn log(format: &str) -> String {
    let place = Place::new(&[("KAKUNIN_LISTEN", "127.0.0.1:0"), ("KAKUNIN_LOG_FORMAT", format)]);
    let user = ["user", "add", "hanako", "--phone", PHONE, "--with-password"];
    assert!(place.run(&user, &format!("{PASSWORD}\n")).status.success());
    let mut portal = place.serve(&[]);
    walk(&Browser::new(portal.address("Kakunin "))).await;
    assert_eq!(portal.stop().0, Some(0));
    place.log()
}

/// The events of each request, in the order of the log; those of no request are left out.
fn by_request(log: &str) -> BTreeMap<String, Vec<String>> {
    let mut requests = BTreeMap::<_, Vec<_>>::new();
    for line in log.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let event = line["fields"]["event"].as_str().unwrap_or_default();
        if let Some(id) = line["spans"][0]["request"].as_str() {
            requests.entry(id.into()).or_default().push(event.into());
        } else {
            assert_ne!(event, "request", "{line}");
        }
    }
    requests
}

#[tokio::test]
async fn the_lines_of_one_request_share_an_id_of_ours() {
    let requests = by_request(&log("json").await);
    for (id, events) in &requests {
        assert!(
            id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit()),
            "{id}"
        );
        assert_ne!(id, "0123456789abcdef");
        // Each ends with the line about its answer, and has no second one.
        let answers = events.iter().filter(|event| *event == "request").count();
        assert_eq!((answers, events.last().unwrap().as_str()), (1, "request"));
    }
    // The send and the check go on when the browser hangs up, and still know whose they are.
    for event in [
        "password_accepted",
        "code_sent",
        "code_checked",
        "signed_in",
        "signed_out",
    ] {
        let of_event = requests
            .values()
            .filter(|events| events.iter().any(|of| of == event));
        assert_eq!(of_event.count(), 1, "{event} in {requests:?}");
    }
    assert!(requests.len() >= 8, "{requests:?}");
}

#[tokio::test]
async fn lines_for_people_carry_it_too() {
    let log = log("text").await;
    let line = log
        .lines()
        .find(|line| line.contains("event=\"password_accepted\""))
        .unwrap();
    let (_, rest) = line.split_once("request{request=\"").unwrap();
    let (id, _) = rest.split_once("\"}").unwrap();
    assert_eq!(id.len(), 16, "{line}");
    let lines = log.lines().filter(|line| line.contains(id));
    assert_eq!(lines.count(), 2);
}
