use crate::engines::on_each_engine;
use server::store::{Ceiling, Database, Wanted};

const DAY: i64 = 86_400;

fn ceiling(limit: i64) -> Ceiling {
    Ceiling {
        name: "sends",
        window: DAY,
        limit,
    }
}

async fn reserve(database: &Database, limit: i64, subject: &str, now: i64) -> bool {
    let mut transaction = database.begin().await.unwrap();
    let reserved = transaction.reserve(ceiling(limit), subject, now).await.unwrap();
    transaction.commit().await.unwrap();
    reserved
}

#[tokio::test]
async fn so_many_for_each_subject_name_and_window() {
    on_each_engine(async |database| {
        for (limit, expected) in [(2, true), (2, true), (2, false), (3, true), (3, false)] {
            assert_eq!(reserve(&database, limit, "a", DAY).await, expected);
        }
        assert!(reserve(&database, 1, "b", DAY).await);
        assert!(!reserve(&database, 3, "a", 2 * DAY - 1).await);
        assert!(reserve(&database, 1, "a", 2 * DAY).await);
        let other = Ceiling {
            name: "checks",
            ..ceiling(1)
        };
        let mut transaction = database.begin().await.unwrap();
        assert!(transaction.reserve(other, "a", DAY).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_limit_of_none_gives_none() {
    on_each_engine(async |database| {
        assert!(!reserve(&database, 0, "a", DAY).await);
        assert!(!reserve(&database, -1, "a", DAY).await);
    })
    .await;
}

#[tokio::test]
async fn what_is_released_can_be_reserved_again_in_its_own_window() {
    on_each_engine(async |database| {
        assert!(reserve(&database, 1, "a", DAY).await);
        let mut transaction = database.begin().await.unwrap();
        // Another window, another subject: nothing to give back.
        transaction.release(ceiling(1), "a", 1, 3 * DAY).await.unwrap();
        transaction.release(ceiling(1), "b", 1, DAY).await.unwrap();
        assert!(!transaction.reserve(ceiling(1), "a", DAY).await.unwrap());
        for _ in 0..3 {
            transaction.release(ceiling(1), "a", 1, DAY + 5).await.unwrap();
        }
        transaction.commit().await.unwrap();
        assert!(reserve(&database, 1, "a", DAY).await);
        assert!(!reserve(&database, 1, "a", DAY).await);
    })
    .await;
}

#[tokio::test]
async fn a_reservation_lasts_only_with_its_transaction() {
    on_each_engine(async |database| {
        let mut lost = database.begin().await.unwrap();
        assert!(lost.reserve(ceiling(1), "a", DAY).await.unwrap());
        drop(lost);
        assert!(reserve(&database, 1, "a", DAY).await);
    })
    .await;
}

#[tokio::test]
async fn pruning_takes_old_windows() {
    on_each_engine(async |database| {
        reserve(&database, 1, "a", DAY).await;
        reserve(&database, 1, "a", 2 * DAY).await;
        assert_eq!(database.prune_ceilings(2 * DAY).await.unwrap(), 1);
        assert!(!reserve(&database, 1, "a", 2 * DAY).await);
        assert!(reserve(&database, 1, "a", DAY).await);
    })
    .await;
}

#[tokio::test]
async fn several_are_reserved_at_once_or_none_and_given_back_at_once() {
    on_each_engine(async |database| {
        for (amount, expected) in [
            (11, false),
            (7, true),
            (4, false),
            (3, true),
            (1, false),
            (0, true),
        ] {
            let wanted = Wanted {
                ceiling: ceiling(10),
                subject: "JPY",
                amount,
            };
            let mut transaction = database.begin().await.unwrap();
            let reserved = transaction.reserve_all(&[wanted], DAY).await.unwrap();
            assert_eq!(reserved.is_ok(), expected, "{amount}");
            if expected {
                transaction.commit().await.unwrap();
            }
        }
        let mut transaction = database.begin().await.unwrap();
        transaction.release(ceiling(10), "JPY", 7, DAY).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(database.used(ceiling(10), "JPY", DAY).await.unwrap(), 3);
        assert_eq!(database.used(ceiling(10), "JPY", 2 * DAY).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn of_several_ceilings_the_first_that_is_full_is_named_and_none_counts() {
    on_each_engine(async |database| {
        let named = |name, limit| Ceiling {
            name,
            limit,
            window: DAY,
        };
        let ceilings = [named("wide", 10), named("narrow", 2), named("narrower", 1)];
        let wanted = |amount| {
            ceilings.map(|ceiling| Wanted {
                ceiling,
                subject: "a",
                amount,
            })
        };
        for (amount, full) in [
            (3, Some("narrow")),
            (2, Some("narrower")),
            (1, None),
            (1, Some("narrower")),
        ] {
            let mut transaction = database.begin().await.unwrap();
            let reserved = transaction.reserve_all(&wanted(amount), DAY).await.unwrap();
            assert_eq!(reserved.err().map(|ceiling| ceiling.name), full);
            if full.is_none() {
                transaction.commit().await.unwrap();
            }
        }
        for ceiling in ceilings {
            assert_eq!(
                database.used(ceiling, "a", DAY).await.unwrap(),
                1,
                "{}",
                ceiling.name
            );
        }
        let mut transaction = database.begin().await.unwrap();
        assert!(transaction.reserve_all(&[], DAY).await.unwrap().is_ok());
    })
    .await;
}
