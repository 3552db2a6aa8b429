//! What one network may try.

use super::{FREE_OF_NETWORK, behind_proxy, fail, held_back, log_in, log_in_from, passed, with};
use crate::{portal::PASSWORD, steps::Answer};
use app::domain::Notice;

#[tokio::test]
async fn one_network_does_not_slow_another_one_down_at_once() {
    let portal = behind_proxy().await;
    for _ in 0..3 {
        log_in_from(&portal.browser(), "192.0.2.1", "hanako", "wrong")
            .await
            .says(Notice::WrongPassword);
    }
    let view = log_in_from(&portal.browser(), "192.0.2.1", "hanako", PASSWORD).await;
    held_back(&view, 1);
    passed(&log_in_from(&portal.browser(), "192.0.2.2", "hanako", PASSWORD).await);
}

#[tokio::test]
async fn a_household_is_one_network() {
    let portal = behind_proxy().await;
    for last in 1..=3 {
        let address = format!("2001:db8:1:2::{last}");
        log_in_from(&portal.browser(), &address, "hanako", "wrong")
            .await
            .says(Notice::WrongPassword);
    }
    let view = log_in_from(&portal.browser(), "2001:db8:1:2:9::9", "hanako", PASSWORD).await;
    held_back(&view, 1);
}

#[tokio::test]
async fn one_network_may_not_try_many_accounts() {
    let portal = with(&[FREE_OF_NETWORK]).await;
    for name in ["a", "b", "c", "d"] {
        fail(&portal, name, 1).await;
    }
    held_back(&log_in(&portal.browser(), "hanako", PASSWORD).await, 1);
    portal.advance(1).await;
    passed(&log_in(&portal.browser(), "hanako", PASSWORD).await);
    // The right password took back its own count, and no more.
    held_back(&log_in(&portal.browser(), "e", "wrong").await, 1);
    portal.advance(600).await;
    for name in ["a", "b", "c", "d"] {
        fail(&portal, name, 1).await;
    }
}
