use crate::{
    engines::{on_each_engine, open_database, postgres},
    postgres_deadlock::somebody_waits,
};
use app::domain::PhoneNumber;
use server::{auth::Verification, store::Database};
use sqlx::{Connection, PgConnection};

fn number() -> PhoneNumber {
    "+819012345678".parse().unwrap()
}

fn full_row() -> Verification {
    Verification {
        epoch: 3,
        sid: Some("VE1".into()),
        channel: Some("call".into()),
        sends: 4,
        checks: 5,
        sent_at: 1 << 40,
        next_send_at: (1 << 40) + 30,
        expires_at: (1 << 40) + 600,
        claimed_at: Some(1 << 40),
        check_unanswered: true,
        unproven_sends: 2,
    }
}

async fn save(database: &Database, number: &PhoneNumber, row: &Verification) {
    let mut transaction = database.begin().await.unwrap();
    transaction.hold_verification(number).await.unwrap();
    transaction.save_verification(number, row).await.unwrap();
    transaction.commit().await.unwrap();
}

#[tokio::test]
async fn a_row_is_made_when_it_is_first_held() {
    on_each_engine(async |database| {
        assert_eq!(database.verification(&number()).await.unwrap(), None);
        let mut transaction = database.begin().await.unwrap();
        let row = transaction.hold_verification(&number()).await.unwrap();
        assert_eq!(row, Verification::default());
        drop(transaction);
        assert_eq!(database.verification(&number()).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_row_comes_back_as_it_was_saved() {
    on_each_engine(async |database| {
        for row in [full_row(), Verification::default()] {
            save(&database, &number(), &row).await;
            assert_eq!(database.verification(&number()).await.unwrap(), Some(row.clone()));
            let mut transaction = database.begin().await.unwrap();
            assert_eq!(transaction.hold_verification(&number()).await.unwrap(), row);
        }
        let other = "+818012345678".parse().unwrap();
        assert_eq!(database.verification(&other).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn pruning_keeps_what_still_counts() {
    on_each_engine(async |database| {
        for (last, expires_at, next_send_at) in [("1", 99, 99), ("2", 100, 99), ("3", 99, 100)] {
            let number = format!("+81901234567{last}").parse().unwrap();
            let row = Verification {
                expires_at,
                next_send_at,
                ..Verification::default()
            };
            save(&database, &number, &row).await;
        }
        assert_eq!(database.prune_verifications(100).await.unwrap(), 1);
        let gone = "+819012345671".parse().unwrap();
        assert_eq!(database.verification(&gone).await.unwrap(), None);
    })
    .await;
}

/// PostgreSQL lets whoever prunes wait for the row, and then shows what became of it.
#[tokio::test]
async fn a_row_that_is_taken_while_somebody_prunes_stays() {
    let Some(server) = postgres().await else {
        return;
    };
    let database = open_database(&server.url).await.unwrap();
    save(&database, &number(), &Verification::default()).await;
    let mut transaction = database.begin().await.unwrap();
    transaction.hold_verification(&number()).await.unwrap();
    transaction
        .save_verification(&number(), &full_row())
        .await
        .unwrap();
    let pruned = tokio::spawn({
        let database = database.clone();
        async move { database.prune_verifications(100).await.unwrap() }
    });
    let mut watcher = PgConnection::connect(&server.url).await.unwrap();
    while !somebody_waits(&mut watcher).await {
        tokio::task::yield_now().await;
    }
    transaction.commit().await.unwrap();
    assert_eq!(pruned.await.unwrap(), 0);
    assert_eq!(database.verification(&number()).await.unwrap(), Some(full_row()));
    server.remove().await;
}
