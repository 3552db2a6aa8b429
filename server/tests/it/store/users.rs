use super::add_user;
use crate::engines::on_each_engine;
use server::store::{Database, NewUser};

async fn failures(database: &Database, limit: i64) -> bool {
    let mut transaction = database.begin().await.unwrap();
    let counted = transaction.count_failure("u1", limit).await.unwrap();
    transaction.commit().await.unwrap();
    counted.is_some()
}

#[tokio::test]
async fn a_user_is_found_by_name_as_it_was_made() {
    on_each_engine(async |database| {
        let number = "+819012345678".parse().unwrap();
        let user = NewUser {
            id: "u1",
            username: "花子",
            password_hash: "$argon2id$x",
            phone_number: Some(&number),
            created_at: 1 << 40,
        };
        assert!(database.add_user(user).await.unwrap());
        let found = database.user_by_name("花子").await.unwrap().unwrap();
        assert_eq!((&*found.id, &*found.password_hash), ("u1", "$argon2id$x"));
        assert_eq!(found.phone_number, Some(number));
        assert!(database.user_by_name("taro").await.unwrap().is_none());
        assert!(!format!("{found:?}").contains("argon2id"));
    })
    .await;
}

#[tokio::test]
async fn a_name_is_taken_once_and_an_id_never_twice() {
    on_each_engine(async |database| {
        assert!(add_user(&database, "u1", "hanako").await);
        assert!(!add_user(&database, "u2", "hanako").await);
        let same_id = NewUser {
            id: "u1",
            username: "taro",
            password_hash: "",
            phone_number: None,
            created_at: 0,
        };
        assert!(database.add_user(same_id).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_hash_is_upgraded_only_from_the_one_that_was_read() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let hash = async || {
            let user = database.user_by_name("hanako").await.unwrap();
            user.unwrap().password_hash
        };
        let upgrade = async |new| database.upgrade_password_hash("u1", "hash", new).await.unwrap();
        assert!(upgrade("new").await);
        assert_eq!(hash().await, "new");
        assert!(!upgrade("late").await);
        assert_eq!(hash().await, "new");
    })
    .await;
}

#[tokio::test]
async fn failures_stop_at_the_limit_until_unlocked() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        assert!(failures(&database, 2).await && failures(&database, 2).await);
        assert!(!failures(&database, 2).await);
        let unlock = async |user_id| {
            let mut transaction = database.begin().await.unwrap();
            let unlocked = transaction.unlock_account(user_id).await.unwrap();
            transaction.commit().await.unwrap();
            unlocked
        };
        assert!(unlock("u1").await && !unlock("nobody").await);
        assert!(failures(&database, 2).await);
    })
    .await;
}

#[tokio::test]
async fn a_failure_is_taken_back_but_never_below_none() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        assert!(failures(&database, 1).await && !failures(&database, 1).await);
        let mut transaction = database.begin().await.unwrap();
        for _ in 0..3 {
            transaction.uncount_failure("u1").await.unwrap();
        }
        transaction.commit().await.unwrap();
        assert!(failures(&database, 1).await && !failures(&database, 1).await);
    })
    .await;
}

#[tokio::test]
async fn a_phone_is_proven_once_and_never_replaced() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        failures(&database, 1).await;
        for (number, proven) in [
            ("+819011111111", true),
            ("+819011111111", true),
            ("+819022222222", false),
        ] {
            let number = &number.parse().unwrap();
            let mut transaction = database.begin().await.unwrap();
            assert_eq!(transaction.prove_phone("u1", number).await.unwrap(), proven);
            assert!(!transaction.prove_phone("u9", number).await.unwrap());
            transaction.commit().await.unwrap();
        }
        let user = database.user_by_name("hanako").await.unwrap().unwrap();
        assert_eq!(user.phone_number, Some("+819011111111".parse().unwrap()));
        // A right code ends the row of wrong ones.
        assert!(failures(&database, 1).await);
    })
    .await;
}
