//! Guessing, by many hands and from many sides.

use super::{USE, WRONG, with_codes};
use crate::{browser::Browser, portal::Portal, steps::Answer};
use app::domain::{ActivityKind, Notice, View};
use tokio::task::JoinSet;

/// All at once, each from a tab of its own.
async fn at_once(browser: &Browser, codes: impl IntoIterator<Item = String>) -> Vec<View> {
    let mut tries = JoinSet::new();
    for code in codes {
        let tab = browser.thief();
        tries.spawn(async move { tab.use_code(&code).await });
    }
    tries.join_all().await
}

fn count(views: &[View], notice: Notice) -> usize {
    let said = |view: &&View| view.notice == Some(notice);
    views.iter().filter(said).count()
}

#[tokio::test]
async fn of_two_hundred_guesses_at_once_ten_are_looked_at() {
    let (portal, _, codes) = with_codes().await;
    let browser = portal.half_open("hanako").await;
    // Row keys that exist: the twelve characters behind them are wrong.
    let guesses = codes.iter().cycle().take(200);
    let guesses = guesses.map(|code| format!("{}-{}", &code[..4], "ZZZZ-ZZZZ-ZZZZ"));
    let views = at_once(&browser, guesses).await;
    assert_eq!(count(&views, Notice::WrongRecoveryCode), 10);
    assert_eq!(count(&views, Notice::TooManyRecoveryCodes), 190);
    let reasons = portal.reasons("hanako", ActivityKind::RecoveryCodeRefused).await;
    let wrong = reasons
        .iter()
        .filter(|reason| reason.as_deref() == Some("wrong_recovery_code"));
    // The ceiling is written down once and not 190 times.
    assert_eq!((wrong.count(), reasons.len()), (10, 11));
}

#[tokio::test]
async fn the_day_of_tries_belongs_to_the_account_and_not_to_a_session() {
    let (portal, _, codes) = with_codes().await;
    for number in 0..10 {
        let browser = portal.half_open("hanako").await;
        if number == 5 {
            portal.advance(3_600).await;
        } else {
            browser.use_code(WRONG).await.says(Notice::WrongRecoveryCode);
        }
    }
    let browser = portal.half_open("hanako").await;
    browser.use_code(WRONG).await.says(Notice::WrongRecoveryCode);
    let view = browser.use_code(&codes[0]).await;
    view.says(Notice::TooManyRecoveryCodes);
    let midnight = 1_767_398_400;
    assert_eq!(view.until, Some(midnight));
    browser.type_recovery_code(&codes[0]).await.leads_to("/verify");
    let page = browser.get("/verify").await;
    assert_eq!(page.notice(), Some("too_many_recovery_codes"));
    assert!(page.contains("You can try again in about"), "{}", page.body);

    portal.advance(midnight - view.as_of).await;
    let browser = portal.half_open("hanako").await;
    browser.use_code(&codes[0]).await.account();
}

#[tokio::test]
async fn one_account_takes_no_tries_from_another() {
    let (portal, _, codes) = with_codes().await;
    portal.add_user("jiro", Some("+818012345678")).await;
    let jiro = portal.half_open("jiro").await;
    at_once(&jiro, (0..12).map(|_| WRONG.to_owned())).await;
    // Hanako's codes are none of his.
    jiro.use_code(&codes[0]).await.says(Notice::TooManyRecoveryCodes);
    let hanako = portal.half_open("hanako").await;
    hanako.use_code(&codes[0]).await.account();
}

#[tokio::test]
async fn a_code_opens_only_the_account_that_it_was_made_for() {
    let (portal, _, codes) = with_codes().await;
    portal.add_user("jiro", Some("+818012345678")).await;
    let jiro = portal.half_open("jiro").await;
    let user_id = portal.user_id("hanako").await;
    let fields = [
        ("recovery_code", &*codes[0]),
        ("username", "hanako"),
        ("user_id", &user_id),
    ];
    jiro.ask(USE, &fields).await.says(Notice::WrongRecoveryCode);
    let hanako = portal.half_open("hanako").await;
    hanako.use_code(&codes[0]).await.account();
}

#[tokio::test]
async fn two_tabs_with_one_code_at_once_let_one_in() {
    let (portal, _, codes) = with_codes().await;
    let mut tries = JoinSet::new();
    for _ in 0..6 {
        let (browser, code) = (portal.half_open("hanako").await, codes[0].clone());
        tries.spawn(async move {
            browser.use_code(&code).await;
            browser.is_signed_in().await
        });
    }
    let signed_in = tries.join_all().await.into_iter().filter(|is_in| *is_in);
    assert_eq!(signed_in.count(), 1);
    assert_eq!(
        portal
            .reasons("hanako", ActivityKind::RecoveryCodeUsed)
            .await
            .len(),
        1
    );
}

#[tokio::test]
async fn one_session_rises_once_by_two_codes_and_the_second_stays() {
    let (portal, _, codes) = with_codes().await;
    let browser = portal.half_open("hanako").await;
    at_once(&browser, [codes[0].clone(), codes[1].clone()]).await;
    let used = portal.reasons("hanako", ActivityKind::RecoveryCodeUsed).await;
    let user_id = portal.user_id("hanako").await;
    let left = portal.database().await.recovery_codes_left(&user_id).await;
    assert_eq!((used.len(), left.unwrap().count), (1, 9));
}

#[tokio::test]
async fn malformed_codes_cost_no_try() {
    let (portal, _, codes) = with_codes().await;
    let browser = portal.half_open("hanako").await;
    let long = "0".repeat(10_000);
    for typed in ["", "1234", "0000-0000-0000-000U", "' OR 1=1 --", &long].repeat(3) {
        browser.use_code(typed).await.says(Notice::MalformedRecoveryCode);
    }
    browser.use_code(&codes[0]).await.account();
    assert!(
        portal
            .reasons("hanako", ActivityKind::RecoveryCodeRefused)
            .await
            .is_empty()
    );
}

/// The same words, whether the account has codes, none, or used ones.
async fn answers(portal: &Portal, name: &str, code: &str) -> (View, String) {
    let browser = portal.half_open(name).await;
    let mut view = browser.use_code(code).await;
    view.state = app::domain::AuthState::SignedOut;
    browser.type_recovery_code(code).await.leads_to("/verify");
    let page = browser.get("/verify").await.body.replace(name, "somebody");
    let start = page.find("<main").unwrap();
    let end = page.find("</main>").unwrap();
    (view, page[start..end].to_owned())
}

#[tokio::test]
async fn nobody_learns_whether_there_are_codes() {
    let (portal, _, codes) = with_codes().await;
    portal.add_user("jiro", Some("+819012345678")).await;
    let with = answers(&portal, "hanako", WRONG).await;
    let known_row = format!("{}-0000-0000-0000", &codes[0][..4]);
    assert_eq!(answers(&portal, "hanako", &known_row).await, with);
    assert_eq!(answers(&portal, "jiro", WRONG).await, with);
}
