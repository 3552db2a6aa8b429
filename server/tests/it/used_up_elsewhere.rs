//! Another program spends what Twilio gives a number: the page tells what Twilio knows, and a code that went out still works.

use crate::{
    browser::Browser,
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::{Channel, Notice};
use server::sandbox::Credentials;

impl Portal {
    /// Calls Verify as another program of the same account would.
    async fn elsewhere(&self, path: &str, fields: &[(&str, &str)]) -> u16 {
        let known = Credentials::fixed();
        let url = format!("http://{}/v2/Services/{}/{path}", self.twin, known.service_sid);
        let request = self.http.post(url).form(fields);
        let request = request.basic_auth(known.account_sid, Some(known.auth_token));
        request.send().await.unwrap().status().as_u16()
    }

    async fn send_elsewhere(&self, times: usize) {
        for _ in 0..times {
            let fields = [("To", PHONE), ("Channel", "call")];
            assert_eq!(self.elsewhere("Verifications", &fields).await, 201);
        }
    }
}

async fn hanako() -> (Portal, Browser) {
    let portal = Portal::live(&[]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.half_open("hanako").await;
    (portal, browser)
}

#[tokio::test]
async fn five_sends_elsewhere_are_told_and_their_code_signs_in() {
    let (portal, browser) = hanako().await;
    portal.send_elsewhere(5).await;
    portal.advance(100).await;
    let view = browser.send_code("sms", "").await;
    view.says(Notice::NoSendsLeft);
    let challenge = view.challenge();
    let sent = challenge.sent.as_ref().unwrap();
    assert_eq!((challenge.sends_left, sent.channel), (0, Channel::Call));
    // By Twilio's time, not from our own press on.
    assert_eq!(sent.expires_at - challenge.as_of, 500);
    browser.check_code(&portal.code().await).await.account();
}

#[tokio::test]
async fn five_checks_elsewhere_are_told_with_the_time_of_their_end() {
    let (portal, browser) = hanako().await;
    portal.send_elsewhere(1).await;
    let wrong = portal.wrong_code().await;
    for _ in 0..5 {
        let fields = [("To", PHONE), ("Code", wrong)];
        assert_eq!(portal.elsewhere("VerificationCheck", &fields).await, 200);
    }
    portal.advance(100).await;
    let view = browser.send_code("sms", "").await;
    view.says(Notice::NoChecksLeft);
    let challenge = view.challenge();
    assert_eq!(challenge.blocked_until, Some(challenge.as_of + 500));
    portal.advance(500).await;
    assert_eq!(browser.send_code("sms", "").await.notice, None);
    browser.check_code(&portal.code().await).await.account();
}

#[tokio::test]
async fn checks_made_elsewhere_end_ours() {
    let (portal, browser) = hanako().await;
    browser.send_code("sms", "").await;
    let wrong = portal.wrong_code().await;
    for _ in 0..5 {
        let fields = [("To", PHONE), ("Code", wrong)];
        portal.elsewhere("VerificationCheck", &fields).await;
    }
    let view = browser.check_code(&portal.code().await).await;
    view.says(Notice::NoChecksLeft);
    assert!(view.challenge().blocked_until.is_some());
}
