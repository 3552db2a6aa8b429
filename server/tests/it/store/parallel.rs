//! Fifty at once: one wins, nobody fails.

use super::{add_session, add_user, random_hash};
use crate::engines::on_each_engine;
use app::domain::Factor;
use server::store::{Ceiling, Database};
use std::sync::Arc;
use tokio::{sync::Barrier, task::JoinSet};

const MANY: usize = 50;

/// Runs the same thing many times at once; gives how many said true.
async fn at_once<F>(database: &Database, act: impl Fn(Database, usize) -> F) -> usize
where
    F: Future<Output = bool> + Send + 'static,
{
    let start = Arc::new(Barrier::new(MANY));
    let mut tasks = JoinSet::new();
    for index in 0..MANY {
        let (start, act) = (Arc::clone(&start), act(database.clone(), index));
        tasks.spawn(async move {
            start.wait().await;
            act.await
        });
    }
    let answers = tasks.join_all().await;
    answers.into_iter().filter(|won| *won).count()
}

#[tokio::test]
async fn one_takes_the_turn() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let hash = add_session(&database, "u1", "c1", 200).await;
        let winners = at_once(&database, |database, _| async move {
            let mut transaction = database.begin().await.unwrap();
            let taken = transaction.take_turn("c1", 0).await.unwrap();
            transaction.commit().await.unwrap();
            taken
        });
        assert_eq!(winners.await, 1);
        assert_eq!(database.session(&hash).await.unwrap().unwrap().turn, Some(1));
    })
    .await;
}

#[tokio::test]
async fn one_at_a_time_holds_a_number() {
    on_each_engine(async |database| {
        let winners = at_once(&database, |database, _| async move {
            let number = "+819012345678".parse().unwrap();
            let mut transaction = database.begin().await.unwrap();
            let mut row = transaction.hold_verification(&number).await.unwrap();
            let first = row.sends == 0;
            row.sends += 1;
            transaction.save_verification(&number, &row).await.unwrap();
            transaction.commit().await.unwrap();
            first
        });
        assert_eq!(winners.await, 1);
        let number = "+819012345678".parse().unwrap();
        let row = database.verification(&number).await.unwrap().unwrap();
        assert_eq!(row.sends, i64::try_from(MANY).unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_ceiling_holds_under_pressure() {
    on_each_engine(async |database| {
        let ceiling = Ceiling {
            name: "sends",
            window: 3_600,
            limit: 7,
        };
        let winners = at_once(&database, |database, _| async move {
            let mut transaction = database.begin().await.unwrap();
            let reserved = transaction.reserve(ceiling, "a", 10).await.unwrap();
            transaction.commit().await.unwrap();
            reserved
        });
        assert_eq!(winners.await, 7);
    })
    .await;
}

#[tokio::test]
async fn failures_are_counted_one_by_one_up_to_the_limit() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let winners = at_once(&database, |database, _| async move {
            let mut transaction = database.begin().await.unwrap();
            let counted = transaction.count_failure("u1", 9).await.unwrap();
            transaction.commit().await.unwrap();
            counted.is_some()
        });
        assert_eq!(winners.await, 9);
    })
    .await;
}

#[tokio::test]
async fn one_approval_raises_a_session() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let hash = add_session(&database, "u1", "c1", 200).await;
        let winners = at_once(&database, |database, _| {
            let hash = hash.clone();
            async move {
                let mut transaction = database.begin().await.unwrap();
                let won = transaction.end_challenge("c1", &hash).await.unwrap()
                    && transaction
                        .raise_session(&hash, &random_hash(), Factor::Sms, 300)
                        .await
                        .unwrap();
                if won {
                    transaction.commit().await.unwrap();
                }
                won
            }
        });
        assert_eq!(winners.await, 1);
        assert!(database.session(&hash).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn one_takes_the_name() {
    on_each_engine(async |database| {
        let winners = at_once(&database, |database, index| async move {
            add_user(&database, &format!("u{index}"), "hanako").await
        });
        assert_eq!(winners.await, 1);
    })
    .await;
}
