//! A password hash of another cost is replaced at the next sign-in, once.

use crate::portal::{PASSWORD, Portal};

async fn hash(portal: &Portal) -> String {
    let user = portal.database().await.user_by_name("taro").await.unwrap();
    user.unwrap().password_hash
}

#[tokio::test]
async fn a_hash_of_todays_cost_stays_as_it_is() {
    let portal = Portal::start().await;
    portal.add_user("taro", None).await;
    let before = hash(&portal).await;
    portal.half_open("taro").await;
    assert_eq!(hash(&portal).await, before);
}

#[tokio::test]
async fn a_hash_of_another_cost_is_upgraded_by_the_right_password() {
    let portal = Portal::with(&[("KAKUNIN_ARGON2_MEMORY_KIB", "128")]).await;
    portal.add_user("taro", None).await;
    let before = hash(&portal).await;
    portal.browser().give_password("taro", "wrong").await;
    assert_eq!(hash(&portal).await, before);

    portal.half_open("taro").await;
    let after = hash(&portal).await;
    assert!(before.contains("m=64,") && after.contains("m=128,"));
    assert!(!after.contains(PASSWORD));
    portal.half_open("taro").await;
    assert_eq!(hash(&portal).await, after);
}
