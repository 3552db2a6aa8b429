use super::{add_user, random_hash};
use crate::engines::on_each_engine;
use app::domain::PhoneNumber;
use server::{
    auth::BrowserSecret,
    randomness::SystemRandomness,
    store::{Database, LiveAt, NewBrowser},
};

fn number() -> PhoneNumber {
    "+819012345678".parse().unwrap()
}

/// A browser that is remembered at time 100 until time 200.
async fn remembered(database: &Database, user_id: &str, now: i64) -> BrowserSecret {
    let secret = BrowserSecret::random(&SystemRandomness);
    let browser = NewBrowser {
        id: secret.id(),
        user_id,
        secret: &secret.hash(),
        number: &number(),
        now,
        expires_at: 200,
        user_agent: "agent",
    };
    let mut transaction = database.begin().await.unwrap();
    transaction.remember_browser(&browser).await.unwrap();
    transaction.commit().await.unwrap();
    secret
}

async fn ids(database: &Database, user_id: &str) -> Vec<String> {
    let rows = database.browsers_of_user(user_id, Some(&number()), 100).await;
    rows.unwrap().into_iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn a_secret_is_used_once_whoever_uses_it() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let first = remembered(&database, "u1", 100).await;
        let second = first.renewed(&SystemRandomness);
        let renew = async |old: &BrowserSecret, new: &BrowserSecret| {
            let mut transaction = database.begin().await.unwrap();
            let (before, after) = (old.hash(), new.hash());
            let renewed = transaction.renew_browser(old.id(), &before, &after, 150);
            let renewed = renewed.await.unwrap();
            transaction.commit().await.unwrap();
            renewed
        };
        assert!(renew(&first, &second).await);
        assert!(!renew(&first, &first.renewed(&SystemRandomness)).await);
        assert!(renew(&second, &first.renewed(&SystemRandomness)).await);
        assert!(!renew(&BrowserSecret::random(&SystemRandomness), &first).await);
    })
    .await;
}

#[tokio::test]
async fn the_list_holds_what_counts_for_this_user_number_and_time() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        add_user(&database, "u2", "taro").await;
        let older = remembered(&database, "u1", 100).await;
        let newer = remembered(&database, "u1", 101).await;
        remembered(&database, "u2", 100).await;
        assert_eq!(ids(&database, "u1").await, [newer.id(), older.id()]);
        let other: PhoneNumber = "+818012345678".parse().unwrap();
        for (number, now) in [(Some(&other), 100), (None, 100), (Some(&number()), 200)] {
            let rows = database.browsers_of_user("u1", number, now).await.unwrap();
            assert!(rows.is_empty(), "{rows:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn one_is_forgotten_by_its_owner_only() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        add_user(&database, "u2", "taro").await;
        let browser = remembered(&database, "u1", 100).await;
        let mut transaction = database.begin().await.unwrap();
        let held = transaction.hold_browser(browser.id()).await.unwrap().unwrap();
        assert_eq!((&*held.user_id, held.expires_at), ("u1", 200));
        assert!(!transaction.forget_browser("u2", browser.id()).await.unwrap());
        assert!(transaction.forget_browser("u1", browser.id()).await.unwrap());
        assert!(!transaction.forget_browser("u1", browser.id()).await.unwrap());
        assert!(transaction.hold_browser(browser.id()).await.unwrap().is_none());
        transaction.commit().await.unwrap();
        assert!(ids(&database, "u1").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn all_of_a_user_are_forgotten_and_nobody_elses() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        add_user(&database, "u2", "taro").await;
        for user_id in ["u1", "u1", "u2"] {
            remembered(&database, user_id, 100).await;
        }
        let mut transaction = database.begin().await.unwrap();
        assert_eq!(transaction.forget_browsers("u1").await.unwrap(), 2);
        assert_eq!(transaction.forget_browsers("u1").await.unwrap(), 0);
        transaction.commit().await.unwrap();
        assert_eq!(ids(&database, "u2").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_lock_forgets_them_and_a_failure_before_it_does_not() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        remembered(&database, "u1", 100).await;
        let mut transaction = database.begin().await.unwrap();
        for expected in [0, 1, 0] {
            transaction.count_failure("u1", 2).await.unwrap();
            let forgotten = transaction.forget_browsers_if_locked("u1", 2).await.unwrap();
            assert_eq!(forgotten, expected);
        }
    })
    .await;
}

#[tokio::test]
async fn the_oldest_make_room() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        remembered(&database, "u1", 100).await;
        let (second, third) = (
            remembered(&database, "u1", 101).await,
            remembered(&database, "u1", 102).await,
        );
        let mut transaction = database.begin().await.unwrap();
        assert_eq!(transaction.forget_oldest_browsers("u1", 2).await.unwrap(), 1);
        assert_eq!(transaction.forget_oldest_browsers("u1", 2).await.unwrap(), 0);
        transaction.commit().await.unwrap();
        assert_eq!(ids(&database, "u1").await, [third.id(), second.id()]);
    })
    .await;
}

#[tokio::test]
async fn a_held_user_tells_its_failures_and_nobody_is_nobody() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let mut transaction = database.begin().await.unwrap();
        transaction.count_failure("u1", 9).await.unwrap();
        let user = transaction.hold_user("u1").await.unwrap().unwrap();
        assert_eq!((user.failures, user.locked_at), (1, None));
        assert!(transaction.hold_user("nobody").await.unwrap().is_none());
        let session = random_hash();
        assert_eq!(transaction.end_other_sessions("u1", &session).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn an_account_is_shown_with_those_whose_days_are_not_over() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        remembered(&database, "u1", 100).await;
        for (now, browsers) in [(199, 1), (200, 0)] {
            let live = LiveAt {
                risen_after: 0,
                seen_after: 0,
                now,
            };
            let account = database.account("hanako", live).await.unwrap().unwrap();
            assert_eq!(account.browsers, browsers, "{now}");
        }
    })
    .await;
}
