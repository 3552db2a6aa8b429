use super::{add_session, add_user, new_challenge, random_hash};
use crate::engines::on_each_engine;

#[tokio::test]
async fn a_session_has_one_challenge() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let hash = add_session(&database, "u1", "c1", 200).await;
        let mut transaction = database.begin().await.unwrap();
        let second = new_challenge("c2", &hash, "u1");
        assert!(transaction.add_challenge(&second).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_challenge_needs_its_session() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let mut transaction = database.begin().await.unwrap();
        let hash = random_hash();
        let lonely = new_challenge("c1", &hash, "u1");
        assert!(transaction.add_challenge(&lonely).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_turn_is_taken_once_and_only_rises() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let hash = add_session(&database, "u1", "c1", 200).await;
        for (turn, taken) in [(1, false), (0, true), (0, false), (1, true), (0, false)] {
            let mut transaction = database.begin().await.unwrap();
            assert_eq!(transaction.take_turn("c1", turn).await.unwrap(), taken, "{turn}");
            assert!(!transaction.take_turn("c9", turn).await.unwrap());
            transaction.commit().await.unwrap();
        }
        assert_eq!(database.session(&hash).await.unwrap().unwrap().turn, Some(2));
    })
    .await;
}

#[tokio::test]
async fn a_turn_of_a_transaction_that_did_not_last_is_free_again() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        add_session(&database, "u1", "c1", 200).await;
        let mut lost = database.begin().await.unwrap();
        assert!(lost.take_turn("c1", 0).await.unwrap());
        drop(lost);
        let mut transaction = database.begin().await.unwrap();
        assert!(transaction.take_turn("c1", 0).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn joining_ties_number_and_epoch() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let hash = add_session(&database, "u1", "c1", 200).await;
        for (number, epoch) in [("+819012345678", 1), ("+818012345678", 7)] {
            let mut transaction = database.begin().await.unwrap();
            transaction
                .join_verification("c1", &number.parse().unwrap(), epoch)
                .await
                .unwrap();
            transaction.commit().await.unwrap();
            let row = database.session(&hash).await.unwrap().unwrap();
            assert_eq!(
                (row.challenge_phone, row.epoch),
                (Some(number.parse().unwrap()), Some(epoch))
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_challenge_ends_once_and_only_from_its_session() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let hash = add_session(&database, "u1", "c1", 200).await;
        let mut transaction = database.begin().await.unwrap();
        assert!(!transaction.end_challenge("c1", &random_hash()).await.unwrap());
        assert!(transaction.end_challenge("c1", &hash).await.unwrap());
        assert!(!transaction.end_challenge("c1", &hash).await.unwrap());
        transaction.commit().await.unwrap();
        let row = database.session(&hash).await.unwrap().unwrap();
        assert_eq!((row.challenge_id, row.purpose, row.turn), (None, None, None));
    })
    .await;
}
