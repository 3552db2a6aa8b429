use crate::engines::on_each_engine;
use server::{
    auth::Failures,
    store::{Database, Transaction},
};

async fn hold(transaction: &mut Transaction, name: &str, subject: &str) -> Failures {
    let mut rows = transaction.hold_attempts(&[(name, subject)], 100).await.unwrap();
    rows.pop().unwrap()
}

async fn count_one(database: &Database, name: &str, subject: &str) -> i64 {
    let mut transaction = database.begin().await.unwrap();
    let mut row = hold(&mut transaction, name, subject).await;
    row.failures += 1;
    row.next_at = 200 + row.failures;
    transaction.save_attempts(&[(name, subject, row)]).await.unwrap();
    transaction.commit().await.unwrap();
    row.failures
}

#[tokio::test]
async fn each_name_and_subject_has_a_row_of_its_own() {
    on_each_engine(async |database| {
        for (name, subject, expected) in [("a", "x", 1), ("a", "x", 2), ("b", "x", 1), ("a", "y", 1)] {
            assert_eq!(count_one(&database, name, subject).await, expected);
        }
        let mut transaction = database.begin().await.unwrap();
        transaction.clear_attempts("a", "x").await.unwrap();
        transaction.commit().await.unwrap();
        let mut transaction = database.begin().await.unwrap();
        let new = Failures {
            failures: 0,
            last_at: 100,
            next_at: 0,
        };
        assert_eq!(hold(&mut transaction, "a", "x").await, new);
        assert_eq!(hold(&mut transaction, "a", "y").await.next_at, 201);
    })
    .await;
}

#[tokio::test]
async fn parallel_attempts_are_counted_one_after_the_other() {
    on_each_engine(async |database| {
        let tasks: Vec<_> = (0..20)
            .map(|_| {
                let database = database.clone();
                tokio::spawn(async move { count_one(&database, "a", "x").await })
            })
            .collect();
        let mut seen = Vec::new();
        for task in tasks {
            seen.push(task.await.unwrap());
        }
        seen.sort_unstable();
        assert_eq!(seen, (1..=20).collect::<Vec<_>>());
    })
    .await;
}
