//! A defect costs the answer that it is in: the person gets a page, and the portal goes on.

use crate::setup::{START, Setup};
use server::clock::{AdjustableClock, Clock};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// Stands still, and panics while it is broken.
#[derive(Default)]
struct BreakingClock(AtomicBool);

impl Clock for BreakingClock {
    fn now_milliseconds(&self) -> i64 {
        assert!(!self.0.load(Ordering::SeqCst), "the words of a defect");
        START * 1_000
    }
}

#[tokio::test]
async fn a_page_says_so_and_the_next_request_is_answered() {
    let clock = Arc::new(BreakingClock::default());
    let mut setup = Setup::new(&[]);
    setup.clock = Arc::new(AdjustableClock::new(clock.clone()));
    let portal = setup.start(None).await;
    let browser = portal.browser();
    clock.0.store(true, Ordering::SeqCst);
    let fields = [("username", "test"), ("password", "verify")];
    for page in [
        browser.get("/account").await,
        browser.post("/api/login", &fields).await,
    ] {
        assert_eq!(page.status, 503);
        assert!(
            page.contains("<!DOCTYPE html>") && !page.contains("defect"),
            "{}",
            page.body
        );
        assert!(page.headers.contains_key("content-security-policy"));
        assert_eq!(page.headers["cache-control"], "no-store");
    }
    clock.0.store(false, Ordering::SeqCst);
    assert_eq!(browser.get("/").await.status, 200);
    browser.give_password("test", "verify").await.leads_to("/verify");
}
