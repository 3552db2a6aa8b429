use super::add_user;
use crate::engines::on_each_engine;
use server::store::{Ceiling, Database, HashedRecoveryCode, RecoveryCodesLeft, Transaction};
use tokio::task::JoinSet;

fn codes(row_keys: &[&str], hash: &str) -> Vec<HashedRecoveryCode> {
    let code = |row_key: &&str| HashedRecoveryCode {
        row_key: (*row_key).into(),
        hash: hash.into(),
    };
    row_keys.iter().map(code).collect()
}

async fn replace(database: &Database, user_id: &str, codes: &[HashedRecoveryCode], now: i64) {
    let mut transaction = database.begin().await.unwrap();
    assert!(transaction.hold_user(user_id).await.unwrap().is_some());
    transaction
        .replace_recovery_codes(user_id, codes, now)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
}

async fn take(database: &Database, user_id: &str, row_key: &str, hash: &str) -> bool {
    let mut transaction = database.begin().await.unwrap();
    let taken = transaction.take_recovery_code(user_id, row_key, hash).await;
    transaction.commit().await.unwrap();
    taken.unwrap()
}

async fn left(database: &Database, user_id: &str) -> (i64, Option<i64>) {
    let RecoveryCodesLeft { count, made_at } = database.recovery_codes_left(user_id).await.unwrap();
    (count, made_at)
}

#[tokio::test]
async fn new_codes_replace_all_older_ones_of_their_user() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        add_user(&database, "u2", "taro").await;
        assert_eq!(left(&database, "u1").await, (0, None));
        replace(&database, "u1", &codes(&["AAAA", "BBBB", "CCCC"], "old"), 100).await;
        replace(&database, "u2", &codes(&["AAAA"], "his"), 150).await;
        replace(&database, "u1", &codes(&["AAAA", "DDDD"], "new"), 200).await;
        assert_eq!(left(&database, "u1").await, (2, Some(200)));
        assert_eq!(left(&database, "u2").await, (1, Some(150)));
        let hash = async |user_id: &str, row_key: &str| {
            let found = database.recovery_code_hash(user_id, row_key).await;
            found.unwrap()
        };
        assert_eq!(hash("u1", "AAAA").await.as_deref(), Some("new"));
        assert_eq!(hash("u2", "AAAA").await.as_deref(), Some("his"));
        for (user_id, row_key) in [("u1", "BBBB"), ("u2", "DDDD"), ("u1", "aaaa"), ("u9", "AAAA")] {
            assert_eq!(hash(user_id, row_key).await, None, "{user_id} {row_key}");
        }
    })
    .await;
}

#[tokio::test]
async fn codes_are_replaced_together_or_not_at_all() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        replace(&database, "u1", &codes(&["AAAA"], "old"), 100).await;
        let mut transaction = database.begin().await.unwrap();
        let twice = codes(&["BBBB", "BBBB"], "new");
        assert!(
            transaction
                .replace_recovery_codes("u1", &twice, 200)
                .await
                .is_err()
        );
        drop(transaction);
        assert_eq!(left(&database, "u1").await, (1, Some(100)));
    })
    .await;
}

#[tokio::test]
async fn two_sets_at_once_never_mix() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let mut makings = JoinSet::new();
        for now in 0..8 {
            let database = database.clone();
            makings.spawn(async move {
                let row_keys: Vec<_> = (0..10).map(|code| format!("{now}00{code}")).collect();
                let row_keys: Vec<_> = row_keys.iter().map(String::as_str).collect();
                replace(&database, "u1", &codes(&row_keys, "hash"), now).await;
            });
        }
        makings.join_all().await;
        assert_eq!(left(&database, "u1").await.0, 10);
    })
    .await;
}

#[tokio::test]
async fn a_code_is_taken_once_and_only_as_it_was_compared() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        add_user(&database, "u2", "taro").await;
        replace(&database, "u1", &codes(&["AAAA", "BBBB"], "hash"), 100).await;
        for (user_id, row_key, hash) in [
            ("u1", "AAAA", "other"),
            ("u1", "CCCC", "hash"),
            ("u2", "AAAA", "hash"),
        ] {
            assert!(!take(&database, user_id, row_key, hash).await);
        }
        assert!(take(&database, "u1", "AAAA", "hash").await);
        assert!(!take(&database, "u1", "AAAA", "hash").await);
        assert_eq!(left(&database, "u1").await, (1, Some(100)));
    })
    .await;
}

#[tokio::test]
async fn of_many_who_take_one_code_only_one_gets_it() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        replace(&database, "u1", &codes(&["AAAA"], "hash"), 100).await;
        let mut takers = JoinSet::new();
        for _ in 0..20 {
            let database = database.clone();
            takers.spawn(async move { take(&database, "u1", "AAAA", "hash").await });
        }
        let taken = takers.join_all().await.into_iter().filter(|taken| *taken);
        assert_eq!(taken.count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_held_user_tells_the_failures_that_a_code_ends() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let mut transaction = database.begin().await.unwrap();
        assert_eq!(transaction.count_failure("u1", 5).await.unwrap(), Some(1));
        let held = transaction.hold_user("u1").await.unwrap();
        assert_eq!(held.map(|user| (user.failures, user.locked_at)), Some((1, None)));
        transaction.end_failures("u1").await.unwrap();
        let held = transaction.hold_user("u1").await.unwrap();
        assert_eq!(held.map(|user| user.failures), Some(0));
        assert!(transaction.hold_user("u9").await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_later_count_is_told_from_an_earlier_one_also_in_a_new_window() {
    on_each_engine(async |database| {
        let ceiling = Ceiling {
            name: "sets",
            window: 100,
            limit: 3,
        };
        let mut transaction = database.begin().await.unwrap();
        let count = async |transaction: &mut Transaction| {
            let latest = transaction.latest_count(ceiling, "u1").await;
            latest.unwrap()
        };
        assert_eq!(count(&mut transaction).await, None);
        for (now, expected) in [(150, (100, 1)), (199, (100, 2)), (200, (200, 1))] {
            assert!(transaction.reserve(ceiling, "u1", now).await.unwrap());
            assert_eq!(count(&mut transaction).await, Some(expected));
        }
        assert_eq!(ceiling.window_end(150), 200);
        assert_eq!(ceiling.window_end(200), 300);
    })
    .await;
}
