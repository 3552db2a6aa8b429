//! Links, a reset, a lock and the end of a session, seen by a portal that runs.

use super::{do_it, is_refused};
use crate::{browser::Browser, portal::PHONE, process::Place};
use serde_json::Value;

/// The link is the last line that a command prints.
fn token_in(told: &str, url: &str) -> String {
    let link = told.lines().last().unwrap();
    let token = link.strip_prefix(&format!("{url}/choose-password#")).unwrap();
    assert_eq!(token.len(), 64);
    token.to_owned()
}

async fn choose(browser: &Browser, token: &str, password: &str) -> String {
    let page = browser.get("/choose-password").await;
    let fields = [("token", token), ("new_password", password)];
    let answer = browser.submit(&page, "/api/choose_password", &fields).await;
    let page = browser.get(answer.location().unwrap()).await;
    page.notice().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_leads_to_a_password_and_a_reset_ends_it_at_once() {
    let place = Place::new(&[("KAKUNIN_LISTEN", "127.0.0.1:0")]);
    let mut portal = place.serve(&[]);
    let address = portal.address("Kakunin ");
    let place = place.with(&[("KAKUNIN_LISTEN", &address.to_string())]);
    let own = format!("http://{address}");
    let made = do_it(&place, &["user", "add", "hanako", "--phone", PHONE]);
    assert!(made.starts_with("hanako was made in the sandbox.\n"), "{made}");
    let browser = Browser::new(address);
    assert_eq!(
        choose(&browser, &token_in(&made, &own), "paper lantern").await,
        "password_chosen"
    );
    browser
        .give_password("hanako", "paper lantern")
        .await
        .leads_to("/verify");
    browser.press("sms", &[]).await.leads_to("/verify");
    let messages: Value = serde_json::from_str(&browser.get("/sandbox/messages").await.body).unwrap();
    let code = messages[0]["code"].as_str().unwrap();
    browser.type_code(code).await.leads_to("/account");

    let public = place.with(&[("KAKUNIN_PUBLIC_URL", "http://login.localhost:8443")]);
    let early = do_it(&public, &["user", "reset", "hanako"]);
    let reset = do_it(&public, &["user", "reset", "hanako"]);
    assert!(!browser.is_signed_in().await);
    let other = Browser::new(address);
    other.give_password("hanako", "paper lantern").await.leads_to("/");
    assert_eq!(other.get("/").await.notice(), Some("wrong_password"));
    let url = "http://login.localhost:8443";
    assert_eq!(
        choose(&other, &token_in(&early, url), "stone lantern").await,
        "link_unusable"
    );
    assert_eq!(
        choose(&other, &token_in(&reset, url), "stone lantern").await,
        "password_chosen"
    );
    other
        .give_password("hanako", "stone lantern")
        .await
        .leads_to("/verify");

    // A lock ends that session, and nobody but the owner learns of it.
    assert_eq!(
        do_it(&place, &["user", "lock", "hanako"]),
        "hanako is locked, and every session has ended.\n"
    );
    assert_eq!(
        do_it(&place, &["user", "lock", "hanako"]),
        "hanako is locked already.\n"
    );
    other.get("/verify").await.leads_to("/");
    other.give_password("hanako", "stone lantern").await.leads_to("/");
    assert_eq!(other.get("/").await.notice(), Some("account_locked"));
    assert_eq!(
        do_it(&place, &["user", "unlock", "hanako"]),
        "hanako can sign in again.\n"
    );
    assert_eq!(
        do_it(&place, &["user", "unlock", "hanako"]),
        "hanako was not locked.\n"
    );
    other
        .give_password("hanako", "stone lantern")
        .await
        .leads_to("/verify");

    let sessions = do_it(&place, &["session", "list", "hanako", "--json"]);
    let session: Value = serde_json::from_str(&sessions).unwrap();
    assert_eq!(
        (&session["level"], &session["address"]),
        (&"half_open".into(), &"127.0.0.1".into())
    );
    let id = session["id"].as_str().unwrap();
    is_refused(
        &place.run(&["session", "revoke", "hanako", "--id", "other"], ""),
        "hanako has no session of that id",
    );
    let ended = do_it(&place, &["session", "revoke", "hanako", "--id", id]);
    assert_eq!(ended, "1 session has ended.\n");
    other.get("/verify").await.leads_to("/");
    let nowhere = do_it(&place, &["session", "revoke", "hanako", "--all"]);
    assert_eq!(nowhere, "hanako is signed in nowhere.\n");
}
