//! A code in the place of the phone.

use super::{USE, with_codes};
use crate::{
    browser::SESSION,
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::{ActivityKind, Factor, Notice, Page};

#[tokio::test]
async fn by_a_plain_form() {
    let (portal, _, codes) = with_codes().await;
    let browser = portal.half_open("hanako").await;
    browser.type_recovery_code(&codes[3]).await.leads_to("/account");
    let page = browser.get("/account").await;
    assert_eq!((page.status, page.notice()), (200, Some("recovery_code_used")));
    assert!(page.contains("9 codes are left."));
    assert_eq!(browser.get("/account").await.notice(), None);
}

#[tokio::test]
async fn by_the_hydrated_page() {
    let (portal, _, codes) = with_codes().await;
    let sent = portal.count_messages().await;
    let browser = portal.half_open("hanako").await;
    let view = browser.use_code(&codes[0]).await;
    view.says(Notice::RecoveryCodeUsed);
    let account = view.account();
    assert_eq!((view.page(), account.recovery_codes_left), (Page::Account, 9));
    assert_eq!(account.factor, Some(Factor::Recovery));
    assert_eq!(account.confirmed_until, Some(crate::setup::START + 600));
    assert_eq!(portal.count_messages().await, sent);
    let reasons = portal.reasons("hanako", ActivityKind::SignedIn).await;
    assert_eq!(reasons[0].as_deref(), Some("recovery"));
    assert_eq!(
        portal
            .reasons("hanako", ActivityKind::RecoveryCodeUsed)
            .await
            .len(),
        1
    );
    assert!(
        portal
            .reasons("hanako", ActivityKind::FactorUnlocked)
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn it_leads_to_the_account_page_whatever_was_asked_for() {
    let (portal, _, codes) = with_codes().await;
    let browser = portal.browser();
    browser.get(super::PAGE).await.leads_to("/");
    browser
        .give_password("hanako", crate::portal::PASSWORD)
        .await
        .leads_to("/verify");
    browser.type_recovery_code(&codes[0]).await.leads_to("/account");
    assert_eq!(browser.cookie("kakunin_return"), None);
}

#[tokio::test]
async fn as_people_type_it() {
    let (portal, _, codes) = with_codes().await;
    let wide = |code: &str| -> String {
        let wide = |byte: u8| char::from_u32(u32::from(byte) + 0xFEE0).unwrap();
        code.bytes().map(wide).collect()
    };
    let typed = [
        codes[0].to_lowercase(),
        codes[1].replace('-', ""),
        format!("  {}\t", codes[2].replace('-', " ")),
        wide(&codes[3]),
        codes[4].replace('0', "o").replace('1', "l"),
        codes[5].replace('0', "O").replace('1', "I"),
    ];
    for typed in typed {
        let browser = portal.half_open("hanako").await;
        browser.use_code(&typed).await.account();
    }
}

#[tokio::test]
async fn the_codes_are_used_up_one_by_one() {
    let (portal, _, codes) = with_codes().await;
    for (used, code) in codes.iter().enumerate() {
        let browser = portal.half_open("hanako").await;
        let view = browser.use_code(code).await;
        let left = i64::try_from(9 - used).unwrap();
        assert_eq!(view.account().recovery_codes_left, left);
        let page = browser.get("/account").await;
        assert_eq!(page.contains("class=\"urgent\""), left <= 3, "{left}");
    }
    portal.advance(86_400).await;
    for code in &codes {
        let browser = portal.half_open("hanako").await;
        browser.use_code(code).await.says(Notice::WrongRecoveryCode);
    }
}

#[tokio::test]
async fn the_old_id_opens_nothing_and_other_half_open_sessions_end() {
    let (portal, signed_in, codes) = with_codes().await;
    let browser = portal.half_open("hanako").await;
    let other = portal.half_open("hanako").await;
    let (thief, before) = (browser.thief(), browser.cookie(SESSION));
    browser.use_code(&codes[0]).await.account();
    assert_ne!(browser.cookie(SESSION), before);
    assert!(!thief.is_signed_in().await);
    other.get("/verify").await.leads_to("/");
    thief.get("/verify").await.leads_to("/");
    // Who was signed in before stays so.
    assert!(signed_in.is_signed_in().await && browser.is_signed_in().await);
}

#[tokio::test]
async fn it_works_while_twilio_is_down() {
    let (portal, _, codes) = with_codes().await;
    let browser = portal.half_open("hanako").await;
    portal.fault("create", "unavailable").await;
    browser.press("sms", &[]).await;
    browser.type_recovery_code(&codes[0]).await.leads_to("/account");
}

#[tokio::test]
async fn what_was_sent_to_the_number_stays_as_it_was() {
    let (portal, _, codes) = with_codes().await;
    portal.advance(700).await;
    let browser = portal.awaiting_code("hanako").await;
    browser.check_code(portal.wrong_code().await).await;
    browser.use_code(&codes[0]).await.account();
    let later = portal.half_open("hanako").await;
    later.send_code("sms", "").await.says(Notice::WaitBeforeSending);
    portal.advance(40).await;
    let view = later.send_code("sms", "").await;
    // The second send of the same verification, whose first check counts.
    let challenge = view.challenge();
    assert_eq!(
        (challenge.sends, challenge.sent.as_ref().unwrap().checks_left),
        (2, 4)
    );
    let user = portal.database().await.user_by_name("hanako").await.unwrap();
    assert_eq!(user.unwrap().phone_number, Some(PHONE.parse().unwrap()));
}

#[tokio::test]
async fn remembered_browsers_are_forgotten() {
    let (portal, _, codes) = with_codes().await;
    portal.add_user("jiro", Some("+818012345678")).await;
    let file = portal.database_url.clone();
    let pool = sqlx::SqlitePool::connect(&file).await.unwrap();
    for name in ["hanako", "jiro"] {
        sqlx::query(
            "INSERT INTO remembered_browsers (id, user_id, secret_hash, phone_hash, made_at, last_used_at, expires_at, user_agent)
             VALUES ($1, $2, x'00', '', 0, 0, 0, '')",
        )
        .bind(name)
        .bind(portal.user_id(name).await)
        .execute(&pool)
        .await
        .unwrap();
    }
    let browser = portal.half_open("hanako").await;
    browser.use_code(&codes[0]).await.account();
    let left: Vec<String> = sqlx::query_scalar("SELECT id FROM remembered_browsers")
        .fetch_all(&pool)
        .await
        .unwrap();
    assert_eq!(left, ["jiro"]);
}

#[tokio::test]
async fn the_form_is_folded_away_until_it_is_needed() {
    let (portal, _, _) = with_codes().await;
    let browser = portal.half_open("hanako").await;
    let page = browser.get("/verify").await;
    let details = page
        .tags("details")
        .find(|tag| tag.contains("recovery"))
        .unwrap()
        .to_owned();
    assert!(!details.contains("open"), "{details}");
    for typed in ["", "nonsense"] {
        let fields = [("recovery_code", typed)];
        browser.post(USE, &fields).await.leads_to("/verify");
        let page = browser.get("/verify").await;
        assert_eq!(page.notice(), Some("malformed_recovery_code"));
        assert!(
            page.tags("details")
                .find(|tag| tag.contains("recovery"))
                .unwrap()
                .contains("open")
        );
    }
}

#[tokio::test]
async fn nobody_without_a_password_and_nobody_who_only_enrols_has_the_form() {
    let portal = Portal::start().await;
    portal.add_user("hanako", None).await;
    let browser = portal.half_open("hanako").await;
    assert!(browser.get("/verify").await.form(USE).is_none());
    let made = portal.database().await;
    let user_id = portal.user_id("hanako").await;
    for _ in 0..3 {
        let view = browser.use_code(super::WRONG).await;
        assert_eq!(view.notice, None);
        view.challenge();
    }
    let written = made.count_audit("recovery_code_refused", Some(&user_id)).await;
    assert_eq!(written.unwrap(), 0);
    let nobody = portal.browser().use_code(super::WRONG).await;
    nobody.says(Notice::SessionEnded);
}
