//! Several instances over one database: a dead claim is taken over once, a slow one is left alone.

use super::{
    moment::{Moment, Press},
    scene::{Next, Scene, half_open_at},
    send::{self, CLAIM_IS_DEAD, WAIT},
};
use crate::{engines, gate::Bar, steps::Answer};
use app::domain::Notice;
use tokio::task::JoinSet;

/// A claim dies with its process; then everyone presses at once, on two instances.
async fn is_taken_over_once(scene: &mut Scene, moment: Moment, messages: usize) {
    let (portal, browser) = send::dies_sending(scene, moment).await;
    let other = scene.portal().await;
    portal.advance(WAIT).await;
    let turn = browser.challenge().await.turn.to_string();
    let mut presses = JoinSet::new();
    for address in [portal.address, other.address].repeat(5) {
        let (mut tab, turn) = (browser.clone(), turn.clone());
        tab.address = address;
        presses.spawn(async move {
            let fields = [("turn", &*turn), ("channel", "sms")];
            tab.ask("/api/send_code", &fields).await
        });
    }
    let answers = presses.join_all().await;
    assert!(answers.iter().all(|view| view.notice.is_none()), "{answers:?}");
    assert_eq!(portal.count_messages().await, messages);
    assert_eq!(browser.challenge().await.sends, 2);
    browser.check_code(&portal.code().await).await.account();
}

#[tokio::test]
async fn a_dead_claim_is_taken_over_once() {
    is_taken_over_once(
        &mut Scene::new(Next::OtherInstance).await,
        Moment::BeforeTheTwin,
        1,
    )
    .await;
    is_taken_over_once(
        &mut Scene::new(Next::OtherInstance).await,
        Moment::BeforeTheAnswer,
        2,
    )
    .await;
}

#[tokio::test]
async fn on_postgres_a_dead_claim_is_taken_over_once() {
    for (moment, messages) in [
        (Moment::BeforeTheTwin, 1),
        (Moment::BeforeTheAnswer, 2),
        (Moment::BeforeTheCommit, 2),
    ] {
        let Some(database) = engines::postgres().await else {
            return;
        };
        let scene = &mut Scene::over_database(&database.url, Next::OtherInstance).await;
        is_taken_over_once(scene, moment, messages).await;
        database.remove().await;
    }
}

#[tokio::test]
async fn on_postgres_a_message_that_went_out_is_found_again() {
    for moment in [Moment::BeforeTheAnswer, Moment::BeforeTheCommit] {
        let Some(database) = engines::postgres().await else {
            return;
        };
        let scene = &mut Scene::over_database(&database.url, Next::Restarted).await;
        send::went_out_and_opens(scene, moment).await;
        database.remove().await;
    }
}

/// The process lives, and its call takes long.
#[tokio::test]
async fn a_slow_claim_is_left_alone() {
    let scene = &mut Scene::new(Next::OtherInstance).await;
    let victim = scene.victim();
    let browser = half_open_at(victim.address).await;
    scene.gate.bar("POST", Bar::Answer);
    let _unread = Press::send(&browser).at(victim.address).await;
    scene.gate.stopped().await;

    let portal = scene.survivor().await;
    let elsewhere = browser.moved_to(&portal);
    portal.advance(CLAIM_IS_DEAD - 1).await;
    elsewhere
        .send_code("sms", "")
        .await
        .says(Notice::WaitBeforeSending);
    assert_eq!(portal.count_messages().await, 1);

    scene.gate.open();
    scene.settled().await;
    elsewhere.check_code(&portal.code().await).await.account();
    assert_eq!(portal.count_messages().await, 1);
}

/// The process was stopped for so long that others gave it up, and then goes on.
#[tokio::test]
async fn a_claim_that_was_given_up_and_comes_back_does_no_harm() {
    for (bar, messages) in [(Bar::Answer, 2), (Bar::Request, 2)] {
        let scene = &mut Scene::new(Next::OtherInstance).await;
        let victim = scene.victim();
        let browser = half_open_at(victim.address).await;
        scene.gate.bar("POST", bar);
        let _unread = Press::send(&browser).at(victim.address).await;
        scene.gate.stopped().await;

        let portal = scene.survivor().await;
        let elsewhere = browser.moved_to(&portal);
        portal.advance(WAIT).await;
        assert_eq!(elsewhere.send_code("sms", "").await.notice, None);

        scene.gate.open();
        scene.gate.taken().await;
        let told = elsewhere.challenge().await;
        assert_eq!(
            (told.sends, portal.count_messages().await),
            (2, messages),
            "{bar:?}"
        );
        elsewhere.check_code(&portal.code().await).await.account();
    }
}

/// The person leaves while the approval of their code is on its way to a slow process.
#[tokio::test]
async fn an_approval_that_comes_after_sign_out_lets_nobody_in() {
    let scene = &mut Scene::new(Next::OtherInstance).await;
    let victim = scene.victim();
    let browser = half_open_at(victim.address).await;
    assert_eq!(browser.send_code("sms", "").await.notice, None);
    let code = scene.twin.last_code().await;
    scene.gate.bar("POST", Bar::Answer);
    let late = browser.thief();
    let press = tokio::spawn(async move { late.fetch("/api/check_code", &[("code", &*code)]).await });
    scene.gate.stopped().await;

    let portal = scene.survivor().await;
    let elsewhere = browser.moved_to(&portal);
    elsewhere.ask("/api/logout", &[]).await.says(Notice::SignedOut);
    scene.gate.open();
    let page = press.await.unwrap();
    assert_eq!(page.status, 200);
    let view: app::domain::View = serde_json::from_str(&page.body).unwrap();
    view.says(Notice::SessionEnded);
    assert_eq!(scene.sign_ins().await, 0);
}
