//! The first password, by a link of the operator.

use crate::{
    browser::Browser,
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
};
use app::domain::{AuthState, Notice, Page, View};
use reqwest::Method;
use server::{
    auth::{LinkToken, random_id},
    randomness::SystemRandomness,
    store::{NewUser, Pool},
};
use tokio::task::JoinSet;

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

#[tokio::test]
async fn a_password_that_is_refused_does_not_use_the_link_up() {
    let portal = Portal::start().await;
    let token = add_invited(&portal, "hanako").await;
    let browser = portal.browser();
    let long = "x".repeat(5_000);
    for (password, notice) in [
        ("", Notice::PasswordTooShort),
        ("seven77", Notice::PasswordTooShort),
        ("password123", Notice::PasswordTooCommon),
        ("hanako-1", Notice::PasswordTooCommon),
        (&long, Notice::PasswordTooLong),
    ] {
        let view = choose(&browser, &token, password).await;
        view.says(notice);
        assert_eq!(view.page, Some(Page::ChoosePassword));
    }
    choose(&browser, &token, CHOSEN)
        .await
        .says(Notice::PasswordChosen);
}

#[tokio::test]
async fn links_that_are_old_unknown_or_none_open_nothing() {
    let portal = Portal::start().await;
    let token = add_invited(&portal, "hanako").await;
    let browser = portal.browser();
    let mut other = token.clone();
    other.replace_range(..1, if token.starts_with('0') { "1" } else { "0" });
    for typed in [&*other, &token[1..], "x", "#"] {
        choose(&browser, typed, CHOSEN).await.says(Notice::LinkUnusable);
    }
    portal.advance(DAY).await;
    choose(&browser, &token, CHOSEN).await.says(Notice::LinkUnusable);
    log_in(&portal, "hanako", CHOSEN)
        .await
        .says(Notice::WrongPassword);
}

#[tokio::test]
async fn while_none_is_chosen_no_password_opens_the_account() {
    let portal = Portal::start().await;
    add_invited(&portal, "hanako").await;
    for password in ["", PASSWORD] {
        log_in(&portal, "hanako", password)
            .await
            .says(Notice::WrongPassword);
    }
}

#[tokio::test]
async fn choosing_ends_what_the_old_password_opened() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal.add_user("taro", None).await;
    let signed_in = portal.signed_in("hanako").await;
    let stranger = portal.half_open("taro").await;
    let id = id_of(&portal, "hanako").await;
    let (first, second) = (link_for(&portal, &id).await, link_for(&portal, &id).await);
    let database = portal.database().await;
    let Pool::Sqlite(pool) = &database.pool else {
        panic!()
    };
    let count = async |text: &'static str| -> i64 { sqlx::query_scalar(text).fetch_one(pool).await.unwrap() };
    sqlx::query("INSERT INTO remembered_browsers VALUES ('b1', $1, x'00', 'h', 1, 1, 1, 'agent')")
        .bind(&id)
        .execute(pool)
        .await
        .unwrap();
    let account = database.data_key().keyed_hash("account", "hanako");
    for subject in [&*account, "of another account"] {
        sqlx::query("INSERT INTO sign_in_attempts VALUES ('account', $1, 9, 1, 2)")
            .bind(subject)
            .execute(pool)
            .await
            .unwrap();
    }
    // In the very browser that is signed in, too.
    let view = choose(&signed_in, &first, CHOSEN).await;
    view.says(Notice::PasswordChosen);
    assert_eq!(view.page, Some(Page::SignIn));
    assert!(!signed_in.is_signed_in().await);
    assert!(matches!(stranger.state().await, AuthState::CodeNeeded(_)));
    choose(&portal.browser(), &second, "another lantern")
        .await
        .says(Notice::LinkUnusable);
    assert_eq!(count("SELECT count(*) FROM remembered_browsers").await, 0);
    let left: String = sqlx::query_scalar("SELECT group_concat(subject) FROM sign_in_attempts WHERE subject = 'of another account' OR failures = 9")
        .fetch_one(pool)
        .await
        .unwrap();
    assert_eq!(left, "of another account");
    log_in(&portal, "hanako", PASSWORD)
        .await
        .says(Notice::WrongPassword);
    assert_eq!(
        database.count_audit("password_chosen", Some(&id)).await.unwrap(),
        1
    );
}

#[tokio::test]
async fn of_many_presses_at_once_one_counts() {
    let portal = Portal::start().await;
    let token = add_invited(&portal, "hanako").await;
    let mut presses = JoinSet::new();
    for index in 0..8 {
        let (browser, token) = (portal.browser(), token.clone());
        presses.spawn(async move {
            let password = format!("paper lantern {index}");
            let view = choose(&browser, &token, &password).await;
            (view.notice == Some(Notice::PasswordChosen)).then_some(password)
        });
    }
    let mut chosen = presses.join_all().await.into_iter().flatten();
    let password = chosen.next().unwrap();
    assert_eq!(chosen.next(), None);
    log_in(&portal, "hanako", &password).await.challenge();
}

#[tokio::test]
async fn tries_from_one_network_are_counted() {
    let portal = Portal::start().await;
    let token = add_invited(&portal, "hanako").await;
    let browser = portal.browser();
    for _ in 0..30 {
        choose(&browser, "x", CHOSEN).await.says(Notice::LinkUnusable);
    }
    let view = choose(&browser, &token, CHOSEN).await;
    view.says(Notice::TooManySignIns);
    let wait = view.until.unwrap() - portal.clock_now();
    assert!((1..=3_600).contains(&wait), "{wait}");
    portal.advance(wait).await;
    choose(&browser, &token, CHOSEN)
        .await
        .says(Notice::PasswordChosen);
}

#[tokio::test]
async fn a_locked_account_is_told_after_the_right_password_only() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let id = id_of(&portal, "hanako").await;
    let database = portal.database().await;
    let mut transaction = database.begin().await.unwrap();
    assert!(transaction.lock_account(&id, portal.clock_now()).await.unwrap());
    transaction.commit().await.unwrap();
    log_in(&portal, "hanako", "wrong password")
        .await
        .says(Notice::WrongPassword);
    let view = log_in(&portal, "hanako", PASSWORD).await;
    view.says(Notice::AccountLocked);
    assert_eq!(view.state, AuthState::SignedOut);
    assert_eq!(
        database
            .count_audit("sign_in_held_back", Some(&id))
            .await
            .unwrap(),
        1
    );
    let mut transaction = database.begin().await.unwrap();
    assert!(transaction.unlock_account(&id).await.unwrap());
    transaction.commit().await.unwrap();
    log_in(&portal, "hanako", PASSWORD).await.challenge();
}

/// A post from this address, as a proxy tells it.
async fn post_from(browser: &Browser, address: &str, path: &str, fields: &[(&str, &str)]) -> View {
    let request = browser
        .request(Method::POST, path)
        .form(fields)
        .header("accept", "application/json")
        .header("x-forwarded-for", address);
    serde_json::from_str(&browser.send(request).await.body).unwrap()
}

async fn behind_proxy(settings: &[(&str, &str)]) -> Portal {
    let proxy = [("KAKUNIN_TRUSTED_PROXIES", "127.0.0.0/8")];
    Portal::live(&[settings, &proxy[..]].concat()).await
}

#[tokio::test]
async fn tries_from_one_prefix_are_counted() {
    let portal = behind_proxy(&[]).await;
    let token = add_invited(&portal, "hanako").await;
    let browser = portal.browser();
    for network in 0..150 {
        let address = format!("2001:db8:1:{network:x}::1");
        let fields = [("token", "x"), ("new_password", CHOSEN)];
        post_from(&browser, &address, PATH, &fields)
            .await
            .says(Notice::LinkUnusable);
    }
    let fields = [("token", &*token), ("new_password", CHOSEN)];
    post_from(&browser, "2001:db8:1:ffff::1", PATH, &fields)
        .await
        .says(Notice::TooManySignIns);
    post_from(&browser, "2001:db8:2::1", PATH, &fields)
        .await
        .says(Notice::PasswordChosen);
}

#[tokio::test]
async fn the_browser_of_a_link_waits_for_no_stranger() {
    let portal = behind_proxy(&[("KAKUNIN_SIGN_IN_FAILURES_PER_ACCOUNT", "3")]).await;
    let token = add_invited(&portal, "hanako").await;
    let browser = portal.browser();
    choose(&browser, &token, CHOSEN)
        .await
        .says(Notice::PasswordChosen);
    // As many as are free over all networks, and each network is new.
    for network in 0..30 {
        let address = format!("198.51.{network}.1");
        let fields = [("username", "hanako"), ("password", "wrong")];
        post_from(&portal.browser(), &address, "/api/login", &fields)
            .await
            .says(Notice::WrongPassword);
    }
    log_in(&portal, "hanako", CHOSEN)
        .await
        .says(Notice::TooManySignIns);
    let fields = [("username", "hanako"), ("password", CHOSEN)];
    let view = browser.ask("/api/login", &fields).await;
    view.challenge();
}
