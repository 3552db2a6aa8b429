//! A number belongs to so many accounts, also when many take it at once.

use super::add_user;
use crate::engines::on_each_engine;
use app::domain::PhoneNumber;
use server::store::Database;
use std::sync::Arc;
use tokio::{sync::Barrier, task::JoinSet};

const MANY: usize = 20;
const LIMIT: i64 = 3;

/// As an approval takes a number: it holds it, counts, and takes it.
async fn take(database: Database, user_id: String) -> bool {
    let number: PhoneNumber = "+819012345678".parse().unwrap();
    let mut transaction = database.begin().await.unwrap();
    transaction.hold_verification(&number).await.unwrap();
    let room = transaction
        .number_has_room(&number, &user_id, LIMIT)
        .await
        .unwrap();
    if room {
        assert!(transaction.replace_phone(&user_id, &number).await.unwrap());
        transaction.commit().await.unwrap();
    }
    room
}

#[tokio::test]
async fn no_more_accounts_than_the_limit_get_it_at_once() {
    on_each_engine(async |database| {
        let start = Arc::new(Barrier::new(MANY));
        let mut takes = JoinSet::new();
        for index in 0..MANY {
            let id = format!("u{index}");
            add_user(&database, &id, &id).await;
            let (start, database) = (Arc::clone(&start), database.clone());
            takes.spawn(async move {
                start.wait().await;
                take(database, id).await
            });
        }
        let taken = takes.join_all().await.into_iter().filter(|taken| *taken);
        assert_eq!(taken.count(), LIMIT as usize);
    })
    .await;
}

#[tokio::test]
async fn whoever_has_it_may_keep_it() {
    on_each_engine(async |database| {
        for id in ["u0", "u1", "u2", "u3"] {
            add_user(&database, id, id).await;
        }
        for id in ["u0", "u1", "u2"] {
            assert!(take(database.clone(), id.into()).await);
        }
        assert!(!take(database.clone(), "u3".into()).await);
        assert!(take(database.clone(), "u2".into()).await);
    })
    .await;
}

#[tokio::test]
async fn only_the_phone_on_file_is_proven() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "u1").await;
        let mut transaction = database.begin().await.unwrap();
        let (number, other) = ("+819012345678".parse().unwrap(), "+818012345678".parse().unwrap());
        assert!(!transaction.prove_phone_on_file("u1", &number).await.unwrap());
        assert!(transaction.replace_phone("u1", &number).await.unwrap());
        assert!(transaction.prove_phone_on_file("u1", &number).await.unwrap());
        assert!(!transaction.prove_phone_on_file("u1", &other).await.unwrap());
        assert!(!transaction.replace_phone("u9", &number).await.unwrap());
    })
    .await;
}
