//! What one network may try.

use super::{FREE_OF_NETWORK, behind_proxy, fail, held_back, log_in, log_in_from, passed, with};
use crate::{
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
};
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

#[tokio::test]
async fn whoever_has_many_networks_has_one_prefix() {
    let settings = [
        ("KAKUNIN_SIGN_IN_FAILURES_PER_ADDRESS", "2"),
        ("KAKUNIN_TRUSTED_PROXIES", "127.0.0.0/8"),
    ];
    let portal = Portal::live(&settings).await;
    portal.add_user("hanako", Some(PHONE)).await;
    for (ours, next, other) in [
        ("2001:db8:1:{}::1", "2001:db8:1:ffff::1", "2001:db8:2::1"),
        ("192.0.2.{}", "192.0.2.200", "192.0.3.200"),
    ] {
        for network in 0..10 {
            let (address, name) = (ours.replace("{}", &network.to_string()), format!("name{network}"));
            log_in_from(&portal.browser(), &address, &name, "wrong")
                .await
                .says(Notice::WrongPassword);
        }
        held_back(&log_in_from(&portal.browser(), next, "hanako", PASSWORD).await, 1);
        passed(&log_in_from(&portal.browser(), other, "hanako", PASSWORD).await);
        // The right password takes back its own count, and no more.
        portal.advance(1).await;
        passed(&log_in_from(&portal.browser(), next, "hanako", PASSWORD).await);
        held_back(&log_in_from(&portal.browser(), next, "hanako", "wrong").await, 1);
    }
}
