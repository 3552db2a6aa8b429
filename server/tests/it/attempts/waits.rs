//! How long who failed has to wait, and how that is told.

use super::{FREE, FREE_OF_NETWORK, fail, held_back, log_in, passed, with};
use crate::{
    portal::{PASSWORD, PHONE, Portal},
    setup::START,
};

#[tokio::test]
async fn the_right_password_waits_as_well_and_is_told_how_long() {
    let portal = with(&[FREE]).await;
    fail(&portal, "hanako", 3).await;
    held_back(&log_in(&portal.browser(), "hanako", PASSWORD).await, 1);
    // What comes too soon does not prolong the wait.
    held_back(&log_in(&portal.browser(), "hanako", PASSWORD).await, 1);
    portal.advance(1).await;
    passed(&log_in(&portal.browser(), "hanako", PASSWORD).await);
}

#[tokio::test]
async fn the_page_tells_it_without_script() {
    let portal = with(&[FREE]).await;
    fail(&portal, "hanako", 3).await;
    let browser = portal.browser();
    browser.give_password("hanako", PASSWORD).await.leads_to("/");
    let page = browser.get("/").await;
    assert_eq!(page.notice(), Some("too_many_sign_ins"));
    assert!(page.contains("Nothing was checked this time."));
}

#[tokio::test]
async fn each_failure_doubles_the_wait_and_the_right_password_ends_them() {
    let portal = with(&[FREE]).await;
    fail(&portal, "hanako", 3).await;
    for wait in [1, 2, 4, 8] {
        held_back(&log_in(&portal.browser(), "hanako", "wrong").await, wait);
        portal.advance(wait).await;
        fail(&portal, "hanako", 1).await;
    }
    portal.advance(16).await;
    passed(&log_in(&portal.browser(), "hanako", PASSWORD).await);
    fail(&portal, "hanako", 3).await;
}

#[tokio::test]
async fn a_day_without_attempts_forgets_them() {
    let portal = with(&[FREE]).await;
    for wait in [0, 0, 0, 1, 2, 4, 8, 16] {
        portal.advance(wait).await;
        fail(&portal, "hanako", 1).await;
    }
    portal.advance(86_400).await;
    fail(&portal, "hanako", 3).await;
}

#[tokio::test]
async fn names_that_nobody_has_wait_alike() {
    let portal = with(&[FREE]).await;
    let long = "n".repeat(2_000);
    for name in ["nobody", "a\u{7}b", "", &long] {
        fail(&portal, name, 3).await;
        held_back(&log_in(&portal.browser(), name, PASSWORD).await, 1);
    }
    // Another spelling of the same name is the same name.
    fail(&portal, "hanako", 2).await;
    fail(&portal, " ＨＡＮＡＫＯ ", 1).await;
    held_back(&log_in(&portal.browser(), "hanako", PASSWORD).await, 1);
}

#[tokio::test]
async fn right_passwords_are_no_failures() {
    let portal = with(&[FREE, FREE_OF_NETWORK]).await;
    for _ in 0..20 {
        passed(&log_in(&portal.browser(), "hanako", PASSWORD).await);
    }
}

#[tokio::test]
async fn the_usual_limits_are_those_of_a_live_portal() {
    let portal = Portal::live(&[]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    fail(&portal, "hanako", 5).await;
    held_back(&log_in(&portal.browser(), "hanako", PASSWORD).await, 1);
    assert_eq!(log_in(&portal.browser(), "taro", "").await.as_of, START);
}
