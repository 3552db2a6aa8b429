//! The state for a page that may be behind: told, and left as it was.

use crate::{
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::Page;

#[tokio::test]
async fn asking_for_the_state_neither_changes_it_nor_uses_up_a_notice() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.awaiting_code("hanako").await;
    browser.type_code(portal.wrong_code().await).await;
    let before = browser.challenge().await;
    let cookies = browser.cookies();
    for _ in 0..3 {
        let view = browser.ask("/api/current_view", &[]).await;
        assert_eq!((view.challenge(), view.notice), (&before, None));
        assert_eq!(view.page(), Page::Verify);
    }
    assert_eq!(browser.cookies(), cookies);
    assert_eq!(portal.count_messages().await, 1);
    assert_eq!(browser.get("/verify").await.notice(), Some("wrong_code"));
}

#[tokio::test]
async fn a_plain_post_leads_to_the_page_of_the_state() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
        .browser()
        .post("/api/current_view", &[])
        .await
        .leads_to("/");
    let browser = portal.half_open("hanako").await;
    browser.post("/api/current_view", &[]).await.leads_to("/verify");
}

#[tokio::test]
async fn a_page_knows_how_long_codes_are() {
    for (settings, length) in [
        (&[][..], 6),
        (&[("KAKUNIN_SANDBOX_CODE_LENGTH", "8")], 8),
        (
            &[
                ("KAKUNIN_SANDBOX_CODE_LENGTH", "8"),
                ("KAKUNIN_CODE_LENGTH", "10"),
            ],
            10,
        ),
    ] {
        let portal = Portal::with(settings).await;
        portal.add_user("hanako", Some(PHONE)).await;
        let browser = portal.half_open("hanako").await;
        assert_eq!(browser.challenge().await.code_length, length);
    }
}

#[tokio::test]
async fn a_message_pasted_without_script_opens() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.awaiting_code("hanako").await;
    let code = portal.code().await;
    browser
        .type_code(&format!("{code} or {code}0"))
        .await
        .leads_to("/account");
}
