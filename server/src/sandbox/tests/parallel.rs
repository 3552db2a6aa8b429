//! Limits hold when everything arrives at once.

use super::Twin;
use std::collections::BTreeMap;
use tokio::task::JoinSet;

const AT_ONCE: usize = 40;

async fn tally(requests: JoinSet<(u16, u64)>) -> BTreeMap<(u16, u64), usize> {
    let mut seen = BTreeMap::new();
    for figures in requests.join_all().await {
        *seen.entry(figures).or_default() += 1;
    }
    seen
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn parallel_checks_never_exceed_five() {
    let twin = Twin::new();
    twin.create("sms").await;
    let wrong = twin.wrong_code().await;
    let mut requests = JoinSet::new();
    for _ in 0..AT_ONCE {
        let twin = twin.clone();
        requests.spawn(async move { twin.check(wrong).await.figures() });
    }
    let expected = BTreeMap::from([((200, 0), 5), ((429, 60202), AT_ONCE - 5)]);
    assert_eq!(tally(requests).await, expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn parallel_starts_share_one_verification_and_never_exceed_five() {
    let twin = Twin::new();
    let mut requests = JoinSet::new();
    for _ in 0..AT_ONCE {
        let twin = twin.clone();
        requests.spawn(async move { twin.create("sms").await.figures() });
    }
    let expected = BTreeMap::from([((201, 0), 5), ((429, 60203), AT_ONCE - 5)]);
    assert_eq!(tally(requests).await, expected);
    let mut sids: Vec<_> = twin
        .messages()
        .await
        .into_iter()
        .map(|m| m["sid"].clone())
        .collect();
    sids.dedup();
    assert_eq!(sids.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_right_code_is_taken_once() {
    let twin = Twin::new();
    twin.create("sms").await;
    let code = twin.code().await;
    let mut requests = JoinSet::new();
    for _ in 0..AT_ONCE {
        let (twin, code) = (twin.clone(), code.clone());
        requests.spawn(async move { twin.check(&code).await.figures() });
    }
    let expected = BTreeMap::from([((200, 0), 1), ((404, 20404), AT_ONCE - 1)]);
    assert_eq!(tally(requests).await, expected);
}
