//! Many presses at once on PostgreSQL, where rows are locked one by one.

use super::codes_of;
use crate::{
    engines,
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::{ActivityKind, Notice};
use tokio::task::JoinSet;

#[tokio::test]
async fn presses_that_meet_let_one_in_and_lock_nobody_out() {
    let Some(database) = engines::postgres().await else {
        return;
    };
    let portal = Portal::with(&[("DATABASE_URL", &database.url)]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let signed_in = portal.signed_in("hanako").await;
    for round in 1..=3 {
        let codes = codes_of(&signed_in.make_codes().await);
        let mut browsers = Vec::new();
        for _ in 0..3 {
            browsers.push(portal.half_open("hanako").await);
        }
        // All are there before the first press, which ends the sessions of the others.
        let mut tries = JoinSet::new();
        for browser in browsers {
            let code = codes[0].clone();
            tries.spawn(async move {
                let view = browser.use_code(&code).await;
                assert_ne!(view.notice, Some(Notice::Unavailable));
                browser.is_signed_in().await
            });
        }
        let inside = tries.join_all().await.into_iter().filter(|is_in| *is_in);
        assert_eq!(inside.count(), 1);
        let used = portal.reasons("hanako", ActivityKind::RecoveryCodeUsed).await;
        assert_eq!(used.len(), round);
    }
    database.remove().await;
}

#[tokio::test]
async fn sets_made_at_once_never_mix() {
    let Some(database) = engines::postgres().await else {
        return;
    };
    let portal = Portal::with(&[("DATABASE_URL", &database.url)]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let signed_in = portal.signed_in("hanako").await;
    let mut presses = JoinSet::new();
    for _ in 0..6 {
        let tab = signed_in.clone();
        presses.spawn(async move { tab.post(super::PAGE, &[]).await });
    }
    let answers = presses.join_all().await;
    assert!(answers.iter().all(|answer| matches!(answer.status, 200 | 303)));
    let user_id = portal.user_id("hanako").await;
    let left = portal.database().await.recovery_codes_left(&user_id).await;
    assert_eq!(left.unwrap().count, 10);
    let shown = answers.iter().filter(|answer| answer.status == 200);
    let mut counting = 0;
    for page in shown {
        let half_open = portal.half_open("hanako").await;
        let view = half_open.use_code(&codes_of(page)[0]).await;
        if view.notice == Some(Notice::RecoveryCodeUsed) {
            view.account();
            counting += 1;
        }
    }
    assert_eq!(counting, 1);
    database.remove().await;
}
