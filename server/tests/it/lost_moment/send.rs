//! The first send of a sign-in is lost.

use super::{
    moment::{Moment, Press},
    scene::{Next, Scene, half_open_at},
};
use crate::{browser::Browser, portal::Portal, steps::Answer};
use app::domain::Notice;

/// Longer than a claim without an answer is left alone, shorter than the wait before a second send.
pub(super) const CLAIM_IS_DEAD: i64 = 26;
/// The wait after the first send.
pub(super) const WAIT: i64 = 30;
/// A number of the twin that takes calls only.
const LANDLINE: &str = "+15005550009";

/// A process dies while it sends for the first time; gives the next one, with the same browser.
pub(super) async fn dies_sending(scene: &mut Scene, moment: Moment) -> (Portal, Browser) {
    let victim = scene.victim();
    let browser = half_open_at(victim.address).await;
    scene.dies(moment, victim, Press::send(&browser)).await;
    let portal = scene.survivor().await;
    let browser = browser.moved_to(&portal);
    (portal, browser)
}

/// What holds whatever became of the message: the form of the dead press sends nothing, and the page told of one send.
pub(super) async fn counts_once(portal: &Portal, browser: &Browser) {
    let sent = portal.count_messages().await;
    let form = [("turn", "0"), ("channel", "sms")];
    browser.post("/api/send_code", &form).await.leads_to("/verify");
    assert_eq!(browser.get("/verify").await.status, 200);
    assert_eq!(portal.count_messages().await, sent);
    assert_eq!(browser.challenge().await.sends, 1);
    press_is_told(portal, browser, Notice::WaitBeforeSending).await;
}

/// A press within the wait sends nothing.
async fn press_is_told(portal: &Portal, browser: &Browser, notice: Notice) {
    let sent = portal.count_messages().await;
    browser.send_code("sms", "").await.says(notice);
    assert_eq!(portal.count_messages().await, sent);
}

/// The next send, when its wait is over, goes out and its code signs in.
pub(super) async fn next_send_works(portal: &Portal, browser: &Browser, messages: usize) {
    let view = browser.send_code("sms", "").await;
    assert_eq!((view.notice, view.challenge().sends), (None, 2));
    assert_eq!(portal.count_messages().await, messages);
    browser.check_code(&portal.code().await).await.account();
}

/// A message that did not go out.
pub(super) async fn did_not_go_out(scene: &mut Scene, moment: Moment) {
    let (portal, browser) = dies_sending(scene, moment).await;
    assert_eq!(portal.count_messages().await, 0);
    counts_once(&portal, &browser).await;
    portal.advance(CLAIM_IS_DEAD).await;
    if moment != Moment::Answering {
        press_is_told(&portal, &browser, Notice::SendUnanswered).await;
    }
    counts_once(&portal, &browser).await;
    // For all that anybody knows, and the field for it is there.
    let page = browser.get("/verify").await;
    assert!(page.contains("may be on its way") && page.form("/api/check_code").is_some());
    portal.advance(WAIT - CLAIM_IS_DEAD).await;
    next_send_works(&portal, &browser, 1).await;
}

/// A message that went out, and whose code is typed.
pub(super) async fn went_out_and_opens(scene: &mut Scene, moment: Moment) {
    let (portal, browser) = dies_sending(scene, moment).await;
    assert_eq!(portal.count_messages().await, 1);
    counts_once(&portal, &browser).await;
    portal.advance(CLAIM_IS_DEAD).await;
    browser.type_code(&portal.code().await).await.leads_to("/account");
    assert_eq!(portal.count_messages().await, 1);
}

/// A message that went out and was not waited for.
async fn went_out_and_is_sent_again(scene: &mut Scene, moment: Moment) {
    let (portal, browser) = dies_sending(scene, moment).await;
    let arrived = portal.code().await;
    portal.advance(WAIT).await;
    let view = browser.send_code("call", "").await;
    assert_eq!((view.notice, view.challenge().sends), (None, 2));
    assert_eq!(
        (portal.count_messages().await, portal.code().await),
        (2, arrived.clone())
    );
    browser.check_code(&arrived).await.account();
}

#[tokio::test]
async fn between_claim_and_answer() {
    for next in Next::ALL {
        did_not_go_out(&mut Scene::new(next).await, Moment::BeforeTheTwin).await;
        went_out_and_opens(&mut Scene::new(next).await, Moment::BeforeTheAnswer).await;
        went_out_and_is_sent_again(&mut Scene::new(next).await, Moment::BeforeTheAnswer).await;
    }
}

#[tokio::test]
async fn between_answer_and_commit() {
    for next in Next::ALL {
        went_out_and_opens(&mut Scene::new(next).await, Moment::BeforeTheCommit).await;
        went_out_and_is_sent_again(&mut Scene::new(next).await, Moment::BeforeTheCommit).await;
        let scene = &mut Scene::new(next).await;
        scene.twin.fault("create", "unavailable").await;
        did_not_go_out(scene, Moment::BeforeTheCommit).await;
    }
}

#[tokio::test]
async fn while_the_answer_is_on_its_way() {
    for next in Next::ALL {
        let scene = &mut Scene::new(next).await;
        let (portal, browser) = dies_sending(scene, Moment::Answering).await;
        counts_once(&portal, &browser).await;
        // It was written down, so nobody needs to wait for anything.
        browser.check_code(&portal.code().await).await.account();
        assert_eq!(portal.count_messages().await, 1);

        let scene = &mut Scene::new(next).await;
        scene.twin.fault("create", "drop_before").await;
        did_not_go_out(scene, Moment::Answering).await;
    }
}

#[tokio::test]
async fn a_send_that_was_refused_is_given_back_if_that_was_written_down() {
    for next in Next::ALL {
        let scene = &mut Scene::with_phone(next, Some(LANDLINE)).await;
        let (portal, browser) = dies_sending(scene, Moment::Answering).await;
        assert_eq!(browser.challenge().await.sends, 0);
        portal.advance(5).await;
        let view = browser.send_code("call", "").await;
        assert_eq!((view.notice, view.challenge().sends), (None, 1));
        browser.check_code(&portal.code().await).await.account();
        assert_eq!(portal.count_messages().await, 1);
    }
}

#[tokio::test]
async fn a_send_that_was_refused_counts_if_that_was_not_written_down() {
    for next in Next::ALL {
        let scene = &mut Scene::with_phone(next, Some(LANDLINE)).await;
        let (portal, browser) = dies_sending(scene, Moment::BeforeTheCommit).await;
        counts_once(&portal, &browser).await;
        portal.advance(WAIT).await;
        let view = browser.send_code("call", "").await;
        assert_eq!((view.notice, view.challenge().sends), (None, 2));
        browser.check_code(&portal.code().await).await.account();
        assert_eq!(portal.count_messages().await, 1);
    }
}

#[tokio::test]
async fn a_process_that_dies_while_it_reads_back() {
    for next in Next::ALL {
        let scene = &mut Scene::new(next).await;
        scene.twin.fault("create", "drop").await;
        went_out_and_opens(scene, Moment::ReadingBack).await;
    }
}

#[tokio::test]
async fn a_code_that_arrives_at_once_opens_while_its_claim_is_fresh() {
    for next in Next::ALL {
        let scene = &mut Scene::new(next).await;
        let (portal, browser) = dies_sending(scene, Moment::BeforeTheAnswer).await;
        browser.check_code(&portal.code().await).await.account();
        assert_eq!(portal.count_messages().await, 1);
    }
}

/// By a check, or by a send whose wait is over.
#[tokio::test]
async fn whoever_takes_over_dies_while_reading_back() {
    for next in Next::ALL {
        for (seconds, checks) in [(CLAIM_IS_DEAD, true), (WAIT, false)] {
            let scene = &mut Scene::new(next).await;
            let first = scene.victim();
            let browser = half_open_at(first.address).await;
            scene
                .dies(Moment::BeforeTheAnswer, first, Press::send(&browser))
                .await;
            let code = scene.twin.last_code().await;
            scene.twin.advance(seconds).await;
            let press = if checks {
                Press::check(&browser, &code)
            } else {
                Press::send_of(&browser, 1)
            };
            scene.dies(Moment::ReadingBack, scene.victim(), press).await;

            let portal = scene.survivor().await;
            let browser = browser.moved_to(&portal);
            assert_eq!((scene.sign_ins().await, portal.count_messages().await), (0, 1));
            browser.check_code(&code).await.account();
        }
    }
}
