//! Twilio does not answer: after the first few have found out, nobody waits and nothing is counted; when it is back, it goes on.

use crate::{
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::Notice;

/// Three sends and what is read back of them: enough failures that the client leaves Twilio alone.
pub(crate) async fn tire(portal: &Portal) {
    portal
        .control(
            "faults",
            serde_json::json!({"fault": "bad_gateway", "count": 1_000_000}),
        )
        .await;
    for (name, phone) in [
        ("ichiro", "+819011110001"),
        ("jiro", "+819011110002"),
        ("saburo", "+819011110003"),
    ] {
        portal.add_user(name, Some(phone)).await;
        let browser = portal.half_open(name).await;
        browser.send_code("sms", "").await;
    }
}

#[tokio::test]
async fn a_press_is_refused_at_once_and_costs_nothing_until_twilio_is_back() {
    let portal = Portal::with(&[("KAKUNIN_TWILIO_TIMEOUT_SECONDS", "1")]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.awaiting_code("hanako").await;
    let code = portal.code().await;
    let before = browser.challenge().await;
    portal.advance(30).await;
    tire(&portal).await;

    let view = browser.send_code("sms", "").await;
    view.says(Notice::SendFailed);
    let after = view.challenge();
    assert_eq!((after.turn, after.sends), (before.turn, before.sends));
    let view = browser.check_code(&code).await;
    view.says(Notice::CheckFailed);
    assert_eq!(view.challenge().sent, before.sent);
    assert_eq!(portal.count_messages().await, 1);

    portal
        .control("faults", serde_json::json!({"fault": "bad_gateway", "count": 0}))
        .await;
    while browser.send_code("call", "").await.notice == Some(Notice::SendFailed) {
        tokio::task::yield_now().await;
    }
    assert_eq!(portal.count_messages().await, 2);
    browser.check_code(&code).await.account();
}
