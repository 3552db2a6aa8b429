//! A first phone is lost on its way to the account: only an approval that was written down puts it there.

use super::{
    check::dies_checking,
    moment::Moment,
    scene::{Next, Scene},
    send::{self, CLAIM_IS_DEAD, WAIT},
};
use crate::{
    portal::{PASSWORD, PHONE},
    steps::Answer,
};

#[tokio::test]
async fn the_number_of_a_lost_send_is_remembered() {
    for next in Next::ALL {
        let scene = &mut Scene::with_phone(next, None).await;
        let (portal, browser) = send::dies_sending(scene, Moment::BeforeTheAnswer).await;
        assert!(browser.get("/verify").await.contains("•••• 5678"));
        portal.advance(CLAIM_IS_DEAD).await;
        assert_eq!(scene.phone().await, None);
        browser.check_code(&portal.code().await).await.account();
        assert_eq!(scene.phone().await.as_deref(), Some(PHONE));
    }
}

#[tokio::test]
async fn an_approval_that_was_lost_puts_no_phone_on_file() {
    for next in Next::ALL {
        for moment in [Moment::BeforeTheAnswer, Moment::BeforeTheCommit] {
            let scene = &mut Scene::with_phone(next, None).await;
            let (portal, browser) = dies_checking(scene, moment, true).await;
            assert_eq!((scene.phone().await, scene.sign_ins().await), (None, 0));
            portal.advance(WAIT).await;
            assert_eq!(browser.send_code("sms", PHONE).await.notice, None);
            browser.check_code(&portal.code().await).await.account();
            assert_eq!(scene.phone().await.as_deref(), Some(PHONE));
        }
    }
}

#[tokio::test]
async fn an_approval_that_nobody_read_has_put_the_phone_on_file() {
    for next in Next::ALL {
        let scene = &mut Scene::with_phone(next, None).await;
        let (portal, browser) = dies_checking(scene, Moment::Answering, true).await;
        assert_eq!(scene.phone().await.as_deref(), Some(PHONE));
        browser.get("/account").await.leads_to("/");
        browser
            .give_password("hanako", PASSWORD)
            .await
            .leads_to("/verify");
        browser.press("sms", &[]).await.leads_to("/verify");
        browser.type_code(&portal.code().await).await.leads_to("/account");
    }
}
