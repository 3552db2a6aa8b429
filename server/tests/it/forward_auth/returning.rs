use super::{NOTES, PATH, RETURN, is_hanako, portal, portal_with, return_to};
use crate::{
    browser::Browser,
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
};
use app::domain::{AuthState, View};
use server::{auth::LinkToken, randomness::SystemRandomness};

/// Where a plain form led.
#[track_caller]
fn leads_back(page: &crate::page::Page) {
    assert_eq!((page.status, page.location()), (303, Some(NOTES)));
}

#[track_caller]
fn leads_back_by_script(view: &View) {
    assert_eq!(view.elsewhere.as_deref(), Some(NOTES), "{view:?}");
    assert!(matches!(view.state, AuthState::SignedIn(_)));
}

impl Portal {
    /// A browser that a program sent to sign in.
    async fn sent_here(&self) -> Browser {
        let browser = self.browser();
        let page = browser.get(&return_to(NOTES)).await;
        assert_eq!(page.status, 200);
        assert!(page.form("/api/login").is_some());
        browser
    }

    async fn sent_here_and_half_open(&self) -> Browser {
        let browser = self.sent_here().await;
        let fields = [("username", "hanako"), ("password", PASSWORD)];
        browser.post("/api/login", &fields).await.leads_to("/verify");
        browser
    }
}

#[tokio::test]
async fn by_plain_forms_also_after_a_wrong_password_and_a_wrong_code() {
    let portal = portal().await;
    let browser = portal.sent_here().await;
    browser.give_password("hanako", "wrong").await.leads_to("/");
    browser
        .give_password("hanako", PASSWORD)
        .await
        .leads_to("/verify");
    // From here on the session knows.
    assert_eq!(browser.cookie(RETURN), None);
    browser.press("sms", &[]).await.leads_to("/verify");
    browser
        .type_code(portal.wrong_code().await)
        .await
        .leads_to("/verify");
    leads_back(&browser.type_code(&portal.code().await).await);
    is_hanako(&browser.get(PATH).await);
    // Once: the next sign-in is for the account.
    browser.post("/api/logout", &[]).await.leads_to("/");
    portal.advance(700).await;
    browser.give_password("hanako", PASSWORD).await;
    browser.press("sms", &[]).await;
    browser.type_code(&portal.code().await).await.leads_to("/account");
}

#[tokio::test]
async fn by_script() {
    let portal = portal().await;
    let browser = portal.sent_here().await;
    let fields = [("username", "hanako"), ("password", PASSWORD)];
    let view = browser.ask("/api/login", &fields).await;
    assert_eq!(view.elsewhere, None);
    assert_eq!(browser.send_code("sms", "").await.elsewhere, None);
    assert_eq!(
        browser.check_code(portal.wrong_code().await).await.elsewhere,
        None
    );
    leads_back_by_script(&browser.check_code(&portal.code().await).await);
    is_hanako(&browser.get(PATH).await);
}

#[tokio::test]
async fn with_a_first_phone() {
    let portal = portal().await;
    portal.add_user("taro", None).await;
    let browser = portal.sent_here().await;
    browser.give_password("taro", PASSWORD).await.leads_to("/verify");
    browser.press("sms", &[("contact_to", "080-0000-2222")]).await;
    leads_back(&browser.type_code(&portal.code().await).await);
}

async fn recovery_codes(portal: &Portal) -> Vec<String> {
    let owner = portal.signed_in("hanako").await;
    let page = owner.get("/account/recovery-codes").await;
    let page = owner.submit(&page, "/account/recovery-codes", &[]).await;
    let codes = page.body.split("<code>").skip(1);
    codes
        .map(|rest| rest.split('<').next().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn by_a_recovery_code_which_the_portal_tells_of_later() {
    let portal = portal().await;
    let codes = recovery_codes(&portal).await;
    let plain = portal.sent_here_and_half_open().await;
    let fields = [("recovery_code", &*codes[0])];
    leads_back(&plain.post("/api/use_recovery_code", &fields).await);
    is_hanako(&plain.get(PATH).await);
    assert_eq!(plain.get("/account").await.notice(), Some("recovery_code_used"));

    let hydrated = portal.sent_here_and_half_open().await;
    let fields = [("recovery_code", &*codes[1])];
    leads_back_by_script(&hydrated.ask("/api/use_recovery_code", &fields).await);
    assert_eq!(
        hydrated.get("/account").await.notice(),
        Some("recovery_code_used")
    );
}

#[tokio::test]
async fn by_way_of_a_link_to_choose_a_password() {
    let portal = portal().await;
    let browser = portal.sent_here().await;
    let database = portal.database().await;
    let (token, now) = (LinkToken::random(&SystemRandomness), portal.clock_now());
    let user = database.user_by_name("hanako").await.unwrap().unwrap();
    let mut transaction = database.begin().await.unwrap();
    transaction
        .add_password_link(&token.hash(), &user.id, now, now + 86_400)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    let fields = [("token", token.expose()), ("new_password", "paper lantern")];
    browser.post("/api/choose_password", &fields).await.leads_to("/");
    browser
        .give_password("hanako", "paper lantern")
        .await
        .leads_to("/verify");
    browser.press("sms", &[]).await;
    leads_back(&browser.type_code(&portal.code().await).await);
}

#[tokio::test]
async fn in_a_remembered_browser_from_the_password() {
    let portal = portal_with(&[("KAKUNIN_REMEMBER_BROWSER_DAYS", "30")]).await;
    let browser = portal.awaiting_code("hanako").await;
    let fields = [("code", &*portal.code().await), ("remember", "on")];
    browser.ask("/api/check_code", &fields).await.account();
    browser.post("/api/logout", &[]).await;
    browser.get(&return_to(NOTES)).await;
    leads_back(&browser.give_password("hanako", PASSWORD).await);
    is_hanako(&browser.get(PATH).await);
}

#[tokio::test]
async fn what_was_asked_for_last_counts() {
    let portal = portal().await;
    let browser = portal.browser();
    browser
        .get(&return_to("https://wiki.example.com:8443/first"))
        .await;
    browser
        .give_password("hanako", PASSWORD)
        .await
        .leads_to("/verify");
    browser.press("sms", &[]).await;
    // Another tab, while the code is on its way.
    assert_eq!(browser.get(&return_to(NOTES)).await.status, 200);
    leads_back(&browser.type_code(&portal.code().await).await);
    assert_eq!(browser.cookie(RETURN), None);
}

/// An origin may go from the list while somebody signs in.
#[tokio::test]
async fn what_the_session_kept_is_looked_at_again() {
    let portal = portal().await;
    let browser = portal.sent_here_and_half_open().await;
    browser.press("sms", &[]).await;
    let changed = "UPDATE challenges SET return_to = 'https://gone.example.com/notes'";
    assert_eq!(portal.execute(changed).await, 1);
    browser.type_code(&portal.code().await).await.leads_to("/account");
}

/// Chromium holds the redirect after a form to `form-action`.
#[tokio::test]
async fn the_policy_of_every_page_with_a_form_names_the_origins() {
    let portal = portal().await;
    let browser = portal.sent_here_and_half_open().await;
    let expected = "form-action 'self' https://app.example.com https://wiki.example.com:8443;";
    for page in [portal.browser().get("/").await, browser.get("/verify").await] {
        let policy = page.header("content-security-policy").unwrap().to_owned();
        assert!(policy.contains(expected), "{policy}");
    }
    let none = Portal::live(&[]).await;
    none.add_user("hanako", Some(PHONE)).await;
    let page = none.browser().get("/").await;
    assert!(
        page.header("content-security-policy")
            .unwrap()
            .contains("form-action 'self';")
    );
}
