//! No log holds a recovery code, whole or in part.

use super::{PAGE, USE, codes_of};
use crate::{browser::Browser, process::Place};

const PASSWORD: &str = "verify-me-quietly";

async fn walk(browser: &Browser) -> Vec<String> {
    browser
        .give_password("hanako", PASSWORD)
        .await
        .leads_to("/verify");
    browser.press("sms", &[("contact_to", "090-1234-5678")]).await;
    let messages: serde_json::Value =
        serde_json::from_str(&browser.get("/sandbox/messages").await.body).unwrap();
    let code = messages[0]["code"].as_str().unwrap();
    browser.type_code(code).await.leads_to("/account");
    let codes = codes_of(&browser.make_codes().await);
    browser.post("/api/logout", &[]).await.leads_to("/");
    browser
        .give_password("hanako", PASSWORD)
        .await
        .leads_to("/verify");
    let wrong = format!("{}-KKKK-JJJJ-HHHH", &codes[0][..4]);
    browser.type_recovery_code(&wrong).await.leads_to("/verify");
    browser.post(USE, &[("recovery_code", "KKKK-JJJJ")]).await;
    browser.get(&format!("{PAGE}?recovery_code={}", codes[2])).await;
    browser.type_recovery_code(&codes[1]).await.leads_to("/account");
    codes.into_iter().chain([wrong]).collect()
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
    let codes = walk(&browser).await;
    let (_, told) = portal.stop();
    let log = place.log() + &told;
    for event in [
        "recovery_codes_made",
        "recovery_code_refused",
        "recovery_code_used",
    ] {
        assert!(log.contains(event), "{event} is not in the log");
    }
    for code in codes {
        // Four characters may stand in any word; eight in a row do not.
        for part in [&code[5..], &code[5..14], &code[10..]] {
            let plain = part.replace('-', "");
            assert!(
                !log.contains(part) && !log.contains(&plain),
                "{part} is in the log"
            );
        }
    }
}

#[tokio::test]
async fn at_the_usual_level() {
    what_is_written("info", "text").await;
}

#[tokio::test]
async fn at_trace_of_our_own_code_as_json() {
    what_is_written("trace,hyper=debug,h2=debug", "json").await;
}
