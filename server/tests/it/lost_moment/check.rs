//! A check is lost.

use super::{
    moment::{Moment, Press},
    scene::{Next, Scene, half_open_at},
    send::WAIT,
};
use crate::{
    browser::Browser,
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
};
use app::domain::Notice;

/// A process dies while it checks a code; gives the next one, with the same browser.
pub(super) async fn dies_checking(scene: &mut Scene, moment: Moment, is_right: bool) -> (Portal, Browser) {
    let victim = scene.victim();
    let browser = half_open_at(victim.address).await;
    assert_eq!(browser.send_code("sms", PHONE).await.notice, None);
    let arrived = scene.twin.last_code().await;
    let code = if is_right { arrived } else { other_than(&arrived) };
    scene.dies(moment, victim, Press::check(&browser, &code)).await;
    let portal = scene.survivor().await;
    let browser = browser.moved_to(&portal);
    assert_eq!(portal.count_messages().await, 1);
    (portal, browser)
}

fn other_than(code: &str) -> String {
    let other = if code == "000000" { "111111" } else { "000000" };
    other.to_owned()
}

/// Nobody is in, the session lives, and one try is counted.
async fn counts_one_try(scene: &Scene, browser: &Browser) {
    browser.get("/account").await.leads_to("/verify");
    assert_eq!(scene.sign_ins().await, 0);
    assert_eq!(browser.challenge().await.sent.unwrap().checks_left, 4);
}

/// The code was not used up: it can be typed again.
async fn can_be_made_again(scene: &Scene, portal: &Portal, browser: &Browser) {
    counts_one_try(scene, browser).await;
    browser.type_code(&portal.code().await).await.leads_to("/account");
    assert!(browser.is_signed_in().await);
    assert_eq!((scene.sign_ins().await, portal.count_messages().await), (1, 1));
}

/// The code was approved and nobody wrote it down: it opens nothing, and is not called wrong.
async fn asks_for_a_new_code(scene: &Scene, portal: &Portal, browser: &Browser) {
    counts_one_try(scene, browser).await;
    let lost = portal.code().await;
    browser.type_code(&lost).await.leads_to("/verify");
    let page = browser.get("/verify").await;
    assert_eq!(page.notice(), Some("answer_lost"));
    assert!(page.form("/api/check_code").is_none());
    assert_eq!(scene.sign_ins().await, 0);
    portal.advance(WAIT).await;
    let view = browser.send_code("sms", "").await;
    assert_eq!((view.notice, view.challenge().sends), (None, 1));
    assert_eq!(portal.count_messages().await, 2);
    browser.check_code(&portal.code().await).await.account();
    assert_eq!(scene.sign_ins().await, 1);
}

#[tokio::test]
async fn between_claim_and_answer() {
    for next in Next::ALL {
        let scene = &mut Scene::new(next).await;
        let (portal, browser) = dies_checking(scene, Moment::BeforeTheTwin, true).await;
        can_be_made_again(scene, &portal, &browser).await;

        let scene = &mut Scene::new(next).await;
        let (portal, browser) = dies_checking(scene, Moment::BeforeTheAnswer, true).await;
        asks_for_a_new_code(scene, &portal, &browser).await;
    }
}

#[tokio::test]
async fn between_answer_and_commit() {
    for next in Next::ALL {
        let scene = &mut Scene::new(next).await;
        let (portal, browser) = dies_checking(scene, Moment::BeforeTheCommit, true).await;
        asks_for_a_new_code(scene, &portal, &browser).await;

        let scene = &mut Scene::new(next).await;
        scene.twin.fault("check", "unavailable").await;
        let (portal, browser) = dies_checking(scene, Moment::BeforeTheCommit, true).await;
        can_be_made_again(scene, &portal, &browser).await;
    }
}

#[tokio::test]
async fn a_wrong_code_stays_counted_and_the_right_one_opens() {
    for next in Next::ALL {
        for moment in [
            Moment::BeforeTheTwin,
            Moment::BeforeTheAnswer,
            Moment::BeforeTheCommit,
            Moment::Answering,
        ] {
            let scene = &mut Scene::new(next).await;
            let (portal, browser) = dies_checking(scene, moment, false).await;
            can_be_made_again(scene, &portal, &browser).await;
        }
    }
}

#[tokio::test]
async fn an_approval_that_nobody_read_leaves_the_old_session_dead() {
    for next in Next::ALL {
        let scene = &mut Scene::new(next).await;
        let (portal, browser) = dies_checking(scene, Moment::Answering, true).await;
        assert_eq!(scene.sign_ins().await, 1);
        let thief = browser.thief();
        thief.get("/account").await.leads_to("/");
        thief.get("/verify").await.leads_to("/");
        browser
            .check_code(&portal.code().await)
            .await
            .says(Notice::SessionEnded);
        assert!(!browser.is_signed_in().await);

        // Whoever holds the phone need not wait to sign in again.
        let again = browser.give_password("hanako", PASSWORD).await;
        again.leads_to("/verify");
        assert_eq!(browser.send_code("sms", "").await.notice, None);
        browser.check_code(&portal.code().await).await.account();
        assert_eq!((scene.sign_ins().await, portal.count_messages().await), (2, 2));
        assert!(!thief.is_signed_in().await);
    }
}
