use super::{add_session, add_user, random_hash};
use crate::engines::on_each_engine;
use app::domain::Factor;
use server::{
    auth::SessionHash,
    store::{Database, LiveAt},
};

/// A full session of this user that rose at this time.
async fn full(database: &Database, user_id: &str, challenge: &str, now: i64) -> SessionHash {
    let (half, full) = (add_session(database, user_id, challenge, 1).await, random_hash());
    let mut transaction = database.begin().await.unwrap();
    assert!(
        transaction
            .raise_session(&half, &full, Factor::Call, now)
            .await
            .unwrap()
    );
    transaction.commit().await.unwrap();
    full
}

async fn public_id(database: &Database, session: &SessionHash) -> String {
    database.session(session).await.unwrap().unwrap().public_id
}

#[tokio::test]
async fn the_list_holds_live_full_sessions_of_one_user() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        add_user(&database, "u2", "taro").await;
        let old = full(&database, "u1", "c1", 100).await;
        let young = full(&database, "u1", "c2", 200).await;
        add_session(&database, "u1", "c3", 200).await;
        full(&database, "u2", "c4", 200).await;
        database.see_session(&old, 300).await.unwrap();
        let list = async |risen, seen| {
            let rows = database.sessions_of_user("u1", risen, seen).await.unwrap();
            rows.into_iter().map(|row| row.public_id).collect::<Vec<_>>()
        };
        let (old, young) = (
            public_id(&database, &old).await,
            public_id(&database, &young).await,
        );
        assert_eq!(list(0, 0).await, [old.clone(), young.clone()]);
        assert_eq!(list(100, 0).await, [young]);
        assert_eq!(list(0, 200).await, [old]);
        let row = &database.sessions_of_user("u1", 100, 0).await.unwrap()[0];
        assert_eq!((row.created_at, row.factor.as_deref()), (200, Some("call")));
        assert_eq!((&*row.user_agent, &*row.address), ("agent", "192.0.2.1"));
    })
    .await;
}

#[tokio::test]
async fn a_public_id_ends_a_session_of_its_owner_only() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        add_user(&database, "u2", "taro").await;
        let session = full(&database, "u1", "c1", 100).await;
        let id = public_id(&database, &session).await;
        let mut transaction = database.begin().await.unwrap();
        assert!(!transaction.end_session_of_user("u2", &id).await.unwrap());
        assert!(!transaction.end_session_of_user("u1", "%").await.unwrap());
        assert!(transaction.end_session_of_user("u1", &id).await.unwrap());
        transaction.commit().await.unwrap();
        assert!(database.session(&session).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn all_others_of_one_user_end_half_open_ones_too() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        add_user(&database, "u2", "taro").await;
        let kept = full(&database, "u1", "c1", 100).await;
        full(&database, "u1", "c2", 100).await;
        add_session(&database, "u1", "c3", 100).await;
        let stranger = full(&database, "u2", "c4", 100).await;
        let mut transaction = database.begin().await.unwrap();
        assert_eq!(transaction.end_other_sessions("u1", &kept).await.unwrap(), 2);
        transaction.commit().await.unwrap();
        for session in [kept, stranger] {
            assert!(database.session(&session).await.unwrap().is_some());
        }
    })
    .await;
}

#[tokio::test]
async fn the_oldest_end_for_a_new_one_that_rose_in_the_same_second() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let oldest = full(&database, "u1", "c1", 99).await;
        let half = add_session(&database, "u1", "c2", 1).await;
        for number in 0..5 {
            full(&database, "u1", &format!("n{number}"), 100).await;
        }
        let risen = full(&database, "u1", "c9", 100).await;
        let mut transaction = database.begin().await.unwrap();
        let mut end = async |others| {
            transaction
                .end_oldest_sessions("u1", &risen, others)
                .await
                .unwrap()
        };
        assert_eq!(end(6).await, 0);
        assert_eq!(end(5).await, 1);
        assert_eq!(end(2).await, 3);
        transaction.commit().await.unwrap();
        assert!(database.session(&oldest).await.unwrap().is_none());
        for session in [half, risen] {
            assert!(database.session(&session).await.unwrap().is_some());
        }
    })
    .await;
}

#[tokio::test]
async fn an_account_is_shown_with_what_is_not_past_its_time() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let old = full(&database, "u1", "c1", 100).await;
        full(&database, "u1", "c2", 200).await;
        database.see_session(&old, 300).await.unwrap();
        let counted = async |risen_after, seen_after| {
            let live = LiveAt {
                risen_after,
                seen_after,
                now: 0,
            };
            let rows = database.accounts_after("", 9, live).await.unwrap();
            let account = database.account("hanako", live).await.unwrap().unwrap();
            assert_eq!(rows[0].sessions, account.sessions);
            account.sessions
        };
        assert_eq!(counted(99, 199).await, 2);
        assert_eq!(counted(100, 0).await, 1);
        assert_eq!(counted(0, 200).await, 1);
        assert_eq!(counted(200, 300).await, 0);
    })
    .await;
}
