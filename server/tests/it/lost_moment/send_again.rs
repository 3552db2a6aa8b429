//! A second send is lost; the first message had arrived.

use super::{
    moment::{Moment, Press},
    scene::{Next, Scene, half_open_at},
    send::{CLAIM_IS_DEAD, WAIT},
};
use crate::{browser::Browser, portal::Portal, steps::Answer};

/// The wait after the second send.
const SECOND_WAIT: i64 = 40;

/// One message has arrived, and a process dies while it sends again.
async fn dies_sending_again(scene: &mut Scene, moment: Moment) -> (Portal, Browser) {
    let first = scene.portal().await;
    let browser = half_open_at(first.address).await;
    assert_eq!(browser.send_code("sms", "").await.notice, None);
    first.advance(WAIT).await;
    let turn = browser.challenge().await.turn;
    let press = Press::send_of(&browser, turn);
    scene.dies(moment, scene.victim(), press).await;
    let portal = scene.survivor().await;
    let browser = browser.moved_to(&portal);
    (portal, browser)
}

#[tokio::test]
async fn a_lost_send_is_not_taken_for_the_one_before() {
    for next in Next::ALL {
        let scene = &mut Scene::new(next).await;
        let (portal, browser) = dies_sending_again(scene, Moment::BeforeTheTwin).await;
        assert_eq!(portal.count_messages().await, 1);
        portal.advance(CLAIM_IS_DEAD).await;
        assert_eq!(browser.challenge().await.sends, 2);
        portal.advance(SECOND_WAIT - CLAIM_IS_DEAD).await;
        let view = browser.send_code("sms", "").await;
        assert_eq!((view.notice, view.challenge().sends), (None, 3));
        assert_eq!(portal.count_messages().await, 2);
        browser.check_code(&portal.code().await).await.account();
    }
}

/// It is the same code in both messages, so nobody needs to wait for the claim to die.
#[tokio::test]
async fn the_code_that_had_arrived_opens_at_once() {
    for next in Next::ALL {
        for (moment, messages) in [
            (Moment::BeforeTheTwin, 1),
            (Moment::BeforeTheAnswer, 2),
            (Moment::BeforeTheCommit, 2),
            (Moment::Answering, 2),
        ] {
            let scene = &mut Scene::new(next).await;
            let (portal, browser) = dies_sending_again(scene, moment).await;
            assert_eq!(browser.challenge().await.sends, 2);
            browser.check_code(&portal.code().await).await.account();
            assert_eq!(portal.count_messages().await, messages, "{moment:?}");
        }
    }
}
