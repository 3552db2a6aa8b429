//! The first password, by a link of the operator.

mod networks;
mod once;
mod refused;

use crate::{
    browser::Browser,
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::{AuthState, Notice, Page, View};
use server::{
    auth::{LinkToken, random_id},
    randomness::SystemRandomness,
    store::NewUser,
};

const CHOSEN: &str = "paper lantern";
const DAY: i64 = 86_400;
const PATH: &str = "/api/choose_password";

/// An account without a password, as `user add` makes it.
async fn add_invited(portal: &Portal, name: &str) -> String {
    let id = random_id(&SystemRandomness);
    let phone = PHONE.parse().unwrap();
    let user = NewUser {
        id: &id,
        username: name,
        password_hash: "",
        phone_number: Some(&phone),
        created_at: portal.clock_now(),
    };
    assert!(portal.database().await.add_user(user).await.unwrap());
    link_for(portal, &id).await
}

async fn link_for(portal: &Portal, user_id: &str) -> String {
    let token = LinkToken::random(&SystemRandomness);
    let database = portal.database().await;
    let now = portal.clock_now();
    let mut transaction = database.begin().await.unwrap();
    transaction
        .add_password_link(&token.hash(), user_id, now, now + DAY)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    token.expose().to_owned()
}

async fn id_of(portal: &Portal, name: &str) -> String {
    let database = portal.database().await;
    database.user_by_name(name).await.unwrap().unwrap().id
}

async fn choose(browser: &Browser, token: &str, password: &str) -> View {
    browser
        .ask(PATH, &[("token", token), ("new_password", password)])
        .await
}

async fn log_in(portal: &Portal, name: &str, password: &str) -> View {
    let fields = [("username", name), ("password", password)];
    portal.browser().ask("/api/login", &fields).await
}

#[tokio::test]
async fn a_person_chooses_by_a_plain_form_and_signs_in_with_phone_and_all() {
    let portal = Portal::start().await;
    let token = add_invited(&portal, "hanako").await;
    let browser = portal.browser();
    let page = browser.get("/choose-password").await;
    assert_eq!((page.status, page.notice()), (200, None));
    assert!(page.contains("autocomplete=\"new-password\""));
    let link = format!("https://login.example/choose-password#{token}");
    let fields = [("token", &*link), ("new_password", CHOSEN)];
    browser.submit(&page, PATH, &fields).await.leads_to("/");
    let page = browser.get("/").await;
    assert_eq!(page.notice(), Some("password_chosen"));
    assert!(!page.body.contains(&token));
    // Nobody is signed in, and the phone on file is asked for.
    assert!(!browser.is_signed_in().await);
    browser.give_password("hanako", CHOSEN).await.leads_to("/verify");
    assert!(browser.get("/verify").await.contains("•••• 5678"));
    let page = browser.get("/choose-password").await;
    browser
        .submit(&page, PATH, &fields)
        .await
        .leads_to("/choose-password");
    assert_eq!(
        browser.get("/choose-password").await.notice(),
        Some("link_unusable")
    );
}

#[tokio::test]
async fn the_hydrated_page_is_led_to_the_sign_in() {
    let portal = Portal::start().await;
    let token = add_invited(&portal, "hanako").await;
    let browser = portal.browser();
    for _ in 0..3 {
        // Looking uses nothing up, with or without a code.
        browser.get("/choose-password").await;
        choose(&browser, "", CHOSEN).await.says(Notice::LinkUnusable);
    }
    let view = choose(&browser, &token, CHOSEN).await;
    view.says(Notice::PasswordChosen);
    assert_eq!(
        (view.page, &view.state),
        (Some(Page::SignIn), &AuthState::SignedOut)
    );
    let again = choose(&browser, &token, "another lantern").await;
    again.says(Notice::LinkUnusable);
    assert_eq!(again.page, Some(Page::ChoosePassword));
    log_in(&portal, "hanako", "another lantern")
        .await
        .says(Notice::WrongPassword);
    log_in(&portal, "hanako", CHOSEN).await.challenge();
}
