//! Who may make codes, how often, and what becomes of the older ones.

use super::{PAGE, codes_of, with_codes};
use crate::{
    browser::SESSION,
    portal::{PHONE, Portal},
    raw,
    steps::Answer,
};
use app::domain::{ActivityKind, AuthState, Notice};
use server::{
    auth::{PasswordCost, Passwords, make_recovery_codes_by_operator},
    randomness::SystemRandomness,
};
use std::collections::BTreeSet;

#[tokio::test]
async fn a_press_makes_ten_codes_and_the_account_counts_them() {
    let (portal, browser, codes) = with_codes().await;
    let different: BTreeSet<_> = codes.iter().collect();
    let row_keys: BTreeSet<_> = codes.iter().map(|code| &code[..4]).collect();
    assert_eq!((codes.len(), different.len(), row_keys.len()), (10, 10, 10));
    for code in &codes {
        assert_eq!(
            code.split('-').map(str::len).collect::<Vec<_>>(),
            [4; 4],
            "{code}"
        );
    }
    let AuthState::SignedIn(account) = browser.state().await else {
        panic!()
    };
    let now = crate::setup::START;
    assert_eq!(
        (account.recovery_codes_left, account.recovery_codes_made_at),
        (10, Some(now))
    );
    assert!(browser.get("/account").await.contains("10 codes are left."));
    let page = browser.get(PAGE).await;
    assert!(page.contains("2026-01-02 03:04 UTC") && page.contains("New codes end all"));
    let made = portal.reasons("hanako", ActivityKind::RecoveryCodesMade).await;
    assert_eq!(made, [None]);
}

#[tokio::test]
async fn new_codes_end_the_older_ones() {
    let (portal, browser, older) = with_codes().await;
    let newer = codes_of(&browser.make_codes().await);
    assert!(older.iter().all(|code| !newer.contains(code)));
    let half_open = portal.half_open("hanako").await;
    half_open
        .use_code(&older[0])
        .await
        .says(Notice::WrongRecoveryCode);
    half_open.use_code(&newer[0]).await.account();
}

#[tokio::test]
async fn the_database_holds_no_code() {
    let (portal, _, codes) = with_codes().await;
    let database = portal.database().await;
    let user_id = portal.user_id("hanako").await;
    for code in codes {
        let (row_key, rest) = code.split_at(4);
        let hash = database
            .recovery_code_hash(&user_id, row_key)
            .await
            .unwrap()
            .unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{hash}");
        assert!(!hash.contains(&rest.replace('-', "")));
    }
}

#[tokio::test]
async fn a_press_wants_a_confirmation_of_the_last_minutes() {
    let (portal, browser, _) = with_codes().await;
    portal.advance(601).await;
    let answer = browser.post(PAGE, &[]).await;
    answer.leads_to("/account/confirm");
    assert_eq!(browser.cookie("kakunin_return").as_deref(), Some(PAGE));
    assert_eq!(browser.cookie("kakunin_notice").as_deref(), Some("confirm_first"));
    browser.get(PAGE).await.leads_to("/account/confirm");
    let made = portal.reasons("hanako", ActivityKind::RecoveryCodesMade).await;
    assert_eq!(made.len(), 1);
}

#[tokio::test]
async fn nobody_else_makes_codes() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let nobody = portal.browser();
    nobody.post(PAGE, &[]).await.leads_to("/");
    let half_open = portal.half_open("hanako").await;
    half_open.post(PAGE, &[]).await.leads_to("/verify");
    let before = portal.signed_in("hanako").await;
    let thief = before.thief();
    before.post("/api/logout", &[]).await.leads_to("/");
    thief.post(PAGE, &[]).await.leads_to("/");
    let made = portal.reasons("hanako", ActivityKind::RecoveryCodesMade).await;
    assert!(made.is_empty());
}

#[tokio::test]
async fn a_page_of_another_site_makes_no_codes() {
    let (portal, browser, _) = with_codes().await;
    let headers = [
        format!("Cookie: {}", browser.cookies()),
        "Origin: https://evil.example".to_owned(),
    ];
    let answer = raw::ask(portal.address, "POST", PAGE, &headers).await;
    assert_eq!(answer.status, 403);
    let made = portal.reasons("hanako", ActivityKind::RecoveryCodesMade).await;
    assert_eq!(made.len(), 1);
}

#[tokio::test]
async fn ten_sets_a_day_and_the_latest_still_counts() {
    let (portal, browser, mut codes) = with_codes().await;
    for _ in 1..10 {
        codes = codes_of(&browser.make_codes().await);
    }
    for _ in 0..3 {
        browser.make_codes().await.leads_to(PAGE);
        let page = browser.get(PAGE).await;
        assert_eq!(page.notice(), Some("too_many_recovery_sets"));
        assert!(page.contains("You can try again in about"), "{}", page.body);
    }
    let refused = portal.reasons("hanako", ActivityKind::RequestRefused).await;
    assert_eq!(refused, [Some("recovery_sets_per_account".into())]);
    let half_open = portal.half_open("hanako").await;
    half_open.use_code(&codes[0]).await.account();

    portal.advance(86_400).await;
    let next_day = portal.signed_in("hanako").await;
    assert_eq!(codes_of(&next_day.make_codes().await).len(), 10);
}

/// Without script nothing stops a second press before the first is answered. The browser shows the answer to the later one.
#[tokio::test]
async fn of_presses_at_once_the_codes_of_exactly_one_count() {
    let (portal, browser, _) = with_codes().await;
    let mut presses = tokio::task::JoinSet::new();
    for _ in 0..5 {
        let tab = browser.clone();
        presses.spawn(async move { tab.post(PAGE, &[]).await });
    }
    let answers = presses.join_all().await;
    let shown: Vec<_> = answers.iter().filter(|answer| answer.status == 200).collect();
    assert!(!shown.is_empty());
    let mut counting = 0;
    for page in shown {
        let half_open = portal.half_open("hanako").await;
        let view = half_open.use_code(&codes_of(page)[0]).await;
        counting += usize::from(view.notice == Some(Notice::RecoveryCodeUsed));
    }
    assert_eq!(counting, 1);
    assert!(browser.cookie(SESSION).is_some());
}

#[tokio::test]
async fn an_operator_makes_codes_for_someone_who_has_lost_everything() {
    let (portal, _, older) = with_codes().await;
    let database = portal.database().await;
    let cost = PasswordCost {
        memory: 64,
        passes: 1,
        lanes: 1,
    };
    let passwords = Passwords::new(cost, 1).unwrap();
    let make = async |name: &str| {
        make_recovery_codes_by_operator(&database, &passwords, &SystemRandomness, name, 7)
            .await
            .unwrap()
    };
    assert!(make("nobody").await.is_none());
    let made = make("hanako").await.unwrap();
    assert_eq!(
        (made.codes.len(), &*made.username, made.made_at),
        (10, "hanako", 7)
    );
    let code = made.codes[0].grouped();
    assert!(!format!("{made:?}").contains(&code[..4]));

    let user_id = portal.user_id("hanako").await;
    let rows = database.audit_of_user(&user_id, 100).await.unwrap();
    let by_operator = |actor: &str| {
        let mut rows = rows.iter();
        rows.any(|row| row.event == "recovery_codes_made" && row.actor == actor)
    };
    assert!(by_operator("operator") && by_operator("visitor"));
    let half_open = portal.half_open("hanako").await;
    half_open
        .use_code(&older[0])
        .await
        .says(Notice::WrongRecoveryCode);
    half_open.use_code(&code).await.account();
}
