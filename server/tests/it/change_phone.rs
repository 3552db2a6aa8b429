//! Another phone: proven by a code to it, in a confirmed session, and everything that knew the old one ends.

use crate::{
    browser::SESSION,
    confirming::CONFIRMED,
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::{Notice, Page};

const NEW: &str = "+818012345678";

async fn portal(settings: &[(&str, &str)]) -> Portal {
    let portal = Portal::with(settings).await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

#[tokio::test]
async fn by_plain_forms_and_everything_else_ends() {
    let portal = portal(&[]).await;
    let elsewhere = portal.signed_in("hanako").await;
    portal.add_user("jiro", Some(PHONE)).await;
    let stranger = portal.signed_in("jiro").await;
    let browser = portal.signed_in("hanako").await;
    let half_open = portal.half_open("hanako").await;
    let page = browser.get("/account/phone").await;
    assert!(page.contains("•••• 5678"));
    let fields = [("contact_to", "080-1234-5678"), ("channel", "sms")];
    browser
        .submit(&page, "/api/change_phone", &fields)
        .await
        .leads_to("/account/phone");
    let (code, old) = (portal.code().await, browser.cookie(SESSION));
    assert_eq!(portal.messages().await[0].to, NEW);
    assert_eq!(portal.phone_of("hanako").await.as_deref(), Some(PHONE));
    let thief = browser.thief();
    let page = browser.get("/account/phone").await;
    browser
        .submit(&page, "/api/check_code", &[("code", &code)])
        .await
        .leads_to("/account");
    assert_eq!(browser.get("/account").await.notice(), Some("phone_changed"));
    assert_eq!(portal.phone_of("hanako").await.as_deref(), Some(NEW));
    assert_ne!(browser.cookie(SESSION), old);
    thief.get("/account").await.leads_to("/");
    elsewhere.get("/account").await.leads_to("/");
    half_open.get("/verify").await.leads_to("/");
    assert!(browser.is_signed_in().await && stranger.is_signed_in().await);
    // The next code goes to the new phone.
    portal.awaiting_code("hanako").await;
    assert_eq!(portal.messages().await[0].to, NEW);
}

#[tokio::test]
async fn it_is_written_down_masked_and_browsers_are_forgotten() {
    let portal = portal(&[]).await;
    let browser = portal.signed_in("hanako").await;
    let planted = portal
        .execute(
            "INSERT INTO remembered_browsers (id, user_id, secret_hash, phone_hash, made_at, last_used_at, expires_at, user_agent)
             SELECT 'b1', id, 'x', 'x', 1, 1, 9999999999, '' FROM users WHERE username = 'hanako'",
        )
        .await;
    assert_eq!(planted, 1);
    browser.change_phone("080-1234-5678").await;
    browser
        .check_code(&portal.code().await)
        .await
        .says(Notice::PhoneChanged);
    assert_eq!(portal.execute("DELETE FROM remembered_browsers").await, 0);
    let account = browser.account().await;
    let row = account
        .activity
        .iter()
        .find(|row| row.kind == app::domain::ActivityKind::PhoneChanged)
        .unwrap();
    let phone = row.phone.as_deref().unwrap();
    assert!(phone.ends_with("5678") && !phone.contains("1234"), "{phone}");
}

#[tokio::test]
async fn without_a_confirmation_it_is_refused_by_both_kinds_of_post() {
    let portal = portal(&[]).await;
    let browser = portal.unconfirmed("hanako").await;
    let sent = portal.count_messages().await;
    browser.get("/account/phone").await.leads_to("/account/confirm");
    browser.cookie("kakunin_return").unwrap();
    let fields = [("contact_to", "080-1234-5678"), ("channel", "sms")];
    browser
        .post("/api/change_phone", &fields)
        .await
        .leads_to("/account/confirm");
    assert_eq!(
        browser.get("/account/confirm").await.notice(),
        Some("confirm_first")
    );
    let view = browser.change_phone("080-1234-5678").await;
    view.says(Notice::ConfirmFirst);
    assert_eq!(view.page(), Page::Confirm);
    assert_eq!(portal.count_messages().await, sent);
    // The person comes back to where the press was made.
    browser.awaiting_confirmation().await;
    let view = browser.check_code(&portal.code().await).await;
    assert_eq!(view.page(), Page::Phone);
}

#[tokio::test]
async fn the_phone_on_file_is_no_new_one() {
    let portal = portal(&[]).await;
    let browser = portal.signed_in("hanako").await;
    let sent = portal.count_messages().await;
    for typed in ["090-1234-5678", "+81 90 1234 5678", "０９０１２３４５６７８"] {
        browser.change_phone(typed).await.says(Notice::SameNumber);
    }
    browser
        .change_phone("not a number")
        .await
        .says(Notice::MalformedPhone);
    assert_eq!(portal.count_messages().await, sent);
    // Neither is it one beside a number that was tried before.
    browser.change_phone("080-1234-5678").await;
    browser
        .send_own_code("090-1234-5678")
        .await
        .says(Notice::SameNumber);
    assert_eq!(portal.count_messages().await, sent + 1);
}

#[tokio::test]
async fn a_wrong_number_is_replaced_and_only_so_many_are_tried() {
    let portal = portal(&[("KAKUNIN_NUMBERS_PER_ACCOUNT", "1")]).await;
    let browser = portal.signed_in("hanako").await;
    browser.change_phone("080-1234-5678").await;
    assert_eq!(browser.send_own_code("070-1234-5678").await.notice, None);
    browser
        .send_own_code("080-8765-4321")
        .await
        .says(Notice::TooManyNumbers);
    browser
        .change_phone("080-8765-4321")
        .await
        .says(Notice::TooManyNumbers);
    assert_eq!(portal.messages().await[0].to, "+817012345678");
}

#[tokio::test]
async fn two_presses_at_once_send_one_message() {
    let portal = portal(&[]).await;
    let browser = portal.signed_in("hanako").await;
    let sent = portal.count_messages().await;
    let tabs = (0..10).map(|_| browser.clone());
    let presses: tokio::task::JoinSet<_> = tabs
        .map(|tab| async move { tab.change_phone("080-1234-5678").await.notice })
        .collect();
    presses.join_all().await;
    assert_eq!(portal.count_messages().await, sent + 1);
    // Whichever challenge is left may have to join what is on its way.
    if browser.own_challenge().await.sent.is_none() {
        browser.send_own_code("080-1234-5678").await;
    }
    browser
        .check_code(&portal.code().await)
        .await
        .says(Notice::PhoneChanged);
}

#[tokio::test]
async fn a_number_belongs_to_so_many_accounts_and_only_its_owner_learns_it() {
    let portal = portal(&[("KAKUNIN_ACCOUNTS_PER_NUMBER", "1")]).await;
    portal.add_user("jiro", Some(NEW)).await;
    let browser = portal.signed_in("hanako").await;
    // Up to the right code the answers are those of any other number.
    assert_eq!(browser.change_phone("080-1234-5678").await.notice, None);
    let wrong = portal.wrong_code().await;
    browser.check_code(wrong).await.says(Notice::WrongCode);
    let view = browser.check_code(&portal.code().await).await;
    view.says(Notice::NumberInUse);
    assert_eq!(view.page(), Page::Phone);
    assert_eq!(portal.phone_of("hanako").await.as_deref(), Some(PHONE));
    // The code is used up, the challenge is not: another number goes.
    assert_eq!(browser.send_own_code("070-1234-5678").await.notice, None);
    browser
        .check_code(&portal.code().await)
        .await
        .says(Notice::PhoneChanged);
    assert_eq!(portal.count_audit("request_refused").await, 1);
}

#[tokio::test]
async fn a_first_phone_is_counted_in_the_same_way() {
    let portal = portal(&[("KAKUNIN_ACCOUNTS_PER_NUMBER", "2")]).await;
    for (name, fits) in [("taro", true), ("jiro", false)] {
        portal.add_user(name, None).await;
        let browser = portal.half_open(name).await;
        browser.send_code("sms", "090-1234-5678").await;
        let view = browser.check_code(&portal.code().await).await;
        if fits {
            view.account();
            continue;
        }
        view.says(Notice::NumberInUse);
        assert_eq!(view.challenge().phone, None);
        assert_eq!(portal.phone_of(name).await, None);
        browser.send_code("sms", "080-1234-5678").await;
        browser.check_code(&portal.code().await).await.account();
    }
    assert_eq!(portal.count_audit("phone_added").await, 2);
}

#[tokio::test]
async fn a_right_code_in_a_session_that_ended_changes_nothing() {
    let portal = portal(&[]).await;
    let (browser, other) = (portal.signed_in("hanako").await, portal.signed_in("hanako").await);
    browser.change_phone("080-1234-5678").await;
    let code = portal.code().await;
    other.change_phone("070-1234-5678").await;
    other
        .check_code(&portal.code().await)
        .await
        .says(Notice::PhoneChanged);
    browser.check_code(&code).await.says(Notice::SessionEnded);
    assert_eq!(portal.phone_of("hanako").await.as_deref(), Some("+817012345678"));
    assert_eq!(portal.count_audit("phone_changed").await, 1);
    portal.advance(CONFIRMED).await;
}

#[tokio::test]
async fn what_cannot_be_had_does_not_end_what_waits_for_its_code() {
    let portal = portal(&[]).await;
    let browser = portal.signed_in("hanako").await;
    browser.change_phone("080-1234-5678").await;
    let code = portal.code().await;
    for (typed, channel, notice) in [
        ("not a number", "sms", Notice::MalformedPhone),
        ("090-1234-5678", "sms", Notice::SameNumber),
        ("070-1234-5678", "pigeon", Notice::ChannelRefused),
    ] {
        let fields = [("contact_to", typed), ("channel", channel)];
        let view = browser.ask("/api/change_phone", &fields).await;
        view.says(notice);
        assert_eq!(view.page(), Page::Phone);
    }
    browser.check_code(&code).await.says(Notice::PhoneChanged);
    assert_eq!(portal.phone_of("hanako").await.as_deref(), Some(NEW));
}
