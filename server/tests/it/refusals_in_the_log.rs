//! What is refused before a use case hears of it has an event of its own, and an entrance names its factor.

use crate::{browser::Browser, process::Place};
use reqwest::Method;

const PASSWORD: &str = "paper lantern";

#[tokio::test]
async fn each_has_its_event() {
    let place = Place::new(&[("KAKUNIN_LISTEN", "127.0.0.1:0"), ("KAKUNIN_LOG_FORMAT", "json")]);
    let add = [
        "user",
        "add",
        "hanako",
        "--phone",
        "090-1234-5678",
        "--with-password",
    ];
    assert!(place.run(&add, &format!("{PASSWORD}\n")).status.success());
    let codes = place.run(&["recovery", "new", "hanako"], "");
    let codes = String::from_utf8(codes.stdout).unwrap();
    let mut portal = place.serve(&[]);
    let browser = Browser::new(portal.address("Kakunin "));

    browser.get("/account").await;
    browser.give_password("hanako", PASSWORD).await;
    browser.get("/account/phone").await;
    browser.post("/api/revoke_other_sessions", &[]).await;
    let twice = browser
        .request(Method::POST, "/api/check_code")
        .header("content-type", "application/x-www-form-urlencoded")
        .body("code=1&code=2");
    assert_eq!(browser.send(twice).await.status, 400);
    let fields = [("recovery_code", codes.lines().next().unwrap())];
    browser.post("/api/use_recovery_code", &fields).await;
    // Leads on, and refuses nothing.
    browser.get("/verify").await;

    assert_eq!(portal.stop().0, Some(0));
    let log = place.log();
    let lines = |event: &str| -> Vec<serde_json::Value> {
        let all = log.lines().map(|line| serde_json::from_str(line).unwrap());
        let fields = all.map(|line: serde_json::Value| line["fields"].clone());
        fields.filter(|fields| fields["event"] == event).collect()
    };
    let refused = lines("page_refused");
    let instead: Vec<_> = refused.iter().map(|line| &line["instead"]).collect();
    assert_eq!(instead, ["/", "/verify"]);
    assert!(refused.iter().all(|line| line["address"] == "127.0.0.1"));
    let changes = lines("change_refused");
    assert!(
        changes.len() == 1 && changes[0]["user_id"].is_string(),
        "{changes:?}"
    );
    let odd = lines("odd_request_refused");
    assert_eq!((odd.len(), &odd[0]["reason"]), (1, &"Malformed".into()));
    let signed_in = lines("signed_in");
    assert_eq!(
        (signed_in.len(), &signed_in[0]["factor"]),
        (1, &"recovery".into())
    );
}
