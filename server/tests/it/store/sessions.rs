use super::{add_session, add_user, random_hash};
use crate::engines::on_each_engine;
use app::domain::Factor;
use server::{
    auth::SessionHash,
    store::{Database, Level, NewSession},
};

async fn raise(database: &Database, old: &SessionHash, new: &SessionHash, challenge: &str) -> bool {
    let mut transaction = database.begin().await.unwrap();
    transaction.end_challenge(challenge, old).await.unwrap();
    let raised = transaction
        .raise_session(old, new, Factor::Sms, 500)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    raised
}

#[tokio::test]
async fn a_new_session_is_half_open_and_knows_its_challenge() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let hash = add_session(&database, "u1", "c1", 200).await;
        let row = database.session(&hash).await.unwrap().unwrap();
        assert_eq!(row.id_hash, hash.as_bytes());
        assert_eq!((&*row.level, &*row.username), ("half_open", "hanako"));
        assert_eq!(
            (row.created_at, row.last_seen_at, row.enrolment_from),
            (200, 200, 100)
        );
        assert_eq!((row.challenge_id.as_deref(), row.turn), (Some("c1"), Some(0)));
        assert_eq!(
            (row.purpose.as_deref(), row.challenge_phone),
            (Some("enrol"), None)
        );
        assert_eq!((row.epoch, row.failures, row.notice), (None, 0, None));
        assert!(database.session(&random_hash()).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_session_rises_once_and_its_old_id_is_gone() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let (old, new) = (add_session(&database, "u1", "c1", 200).await, random_hash());
        database.set_notice(&old, Some("wrong_code")).await.unwrap();
        assert!(raise(&database, &old, &new, "c1").await);
        assert!(!raise(&database, &old, &random_hash(), "c1").await);
        assert!(!raise(&database, &new, &random_hash(), "c1").await);
        assert!(database.session(&old).await.unwrap().is_none());
        let row = database.session(&new).await.unwrap().unwrap();
        assert_eq!(
            (&*row.level, row.created_at, row.last_seen_at),
            ("full", 500, 500)
        );
        assert_eq!((row.challenge_id, row.turn, row.notice), (None, None, None));
    })
    .await;
}

#[tokio::test]
async fn seeing_and_notices_change_one_session() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let one = add_session(&database, "u1", "c1", 200).await;
        let other = add_session(&database, "u1", "c2", 200).await;
        database.see_session(&one, 260).await.unwrap();
        database.set_notice(&one, Some("wrong_code")).await.unwrap();
        let row = database.session(&one).await.unwrap().unwrap();
        assert_eq!(
            (row.last_seen_at, row.notice.as_deref()),
            (260, Some("wrong_code"))
        );
        let row = database.session(&other).await.unwrap().unwrap();
        assert_eq!((row.last_seen_at, row.notice), (200, None));
        database.set_notice(&one, None).await.unwrap();
        assert_eq!(database.session(&one).await.unwrap().unwrap().notice, None);
    })
    .await;
}

#[tokio::test]
async fn ending_a_session_ends_its_challenge() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let one = add_session(&database, "u1", "c1", 200).await;
        let other = add_session(&database, "u1", "c2", 200).await;
        database.end_session(&one).await.unwrap();
        database.end_session(&one).await.unwrap();
        let mut transaction = database.begin().await.unwrap();
        assert!(!transaction.take_turn("c1", 0).await.unwrap());
        transaction.end_session(&other).await.unwrap();
        assert!(!transaction.take_turn("c2", 0).await.unwrap());
        transaction.commit().await.unwrap();
        assert!(database.session(&other).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn the_half_open_sessions_of_one_user_end_together() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        add_user(&database, "u2", "taro").await;
        let half = add_session(&database, "u1", "c1", 200).await;
        let (risen, full) = (add_session(&database, "u1", "c2", 200).await, random_hash());
        raise(&database, &risen, &full, "c2").await;
        let stranger = add_session(&database, "u2", "c3", 200).await;
        let mut transaction = database.begin().await.unwrap();
        transaction.end_half_open_sessions("u1").await.unwrap();
        transaction.commit().await.unwrap();
        assert!(database.session(&half).await.unwrap().is_none());
        assert!(database.session(&full).await.unwrap().is_some());
        assert!(database.session(&stranger).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn pruning_takes_only_what_is_past_its_time() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let full = async |id: &str, seen| {
            let (half, full) = (add_session(&database, "u1", id, 200).await, random_hash());
            raise(&database, &half, &full, id).await;
            database.see_session(&full, seen).await.unwrap();
            full
        };
        let half = add_session(&database, "u1", "c1", 200).await;
        let (used, unused) = (full("c2", 700).await, full("c3", 600).await);
        let lives = async |hash: &SessionHash| database.session(hash).await.unwrap().is_some();
        assert_eq!(database.prune_sessions(199, 499, 599).await.unwrap(), 0);
        assert_eq!(database.prune_sessions(200, 499, 599).await.unwrap(), 1);
        assert!(!lives(&half).await && lives(&used).await && lives(&unused).await);
        assert_eq!(database.prune_sessions(200, 499, 600).await.unwrap(), 1);
        assert!(lives(&used).await && !lives(&unused).await);
        assert_eq!(database.prune_sessions(200, 500, 600).await.unwrap(), 1);
        assert!(!lives(&used).await);
    })
    .await;
}

#[tokio::test]
async fn no_session_without_a_user_and_no_id_twice() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let hash = add_session(&database, "u1", "c1", 200).await;
        for (hash, user_id) in [(&random_hash(), "nobody"), (&hash, "u1")] {
            let session = NewSession {
                public_id: "p1",
                hash,
                user_id,
                now: 1,
                user_agent: "",
                address: "",
            };
            let mut transaction = database.begin().await.unwrap();
            assert!(transaction.add_session(&session).await.is_err());
        }
    })
    .await;
}

#[tokio::test]
async fn only_a_half_open_session_that_is_there_is_held() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let (half, full) = (add_session(&database, "u1", "c1", 200).await, random_hash());
        let risen = add_session(&database, "u1", "c2", 200).await;
        raise(&database, &risen, &full, "c2").await;
        let mut transaction = database.begin().await.unwrap();
        assert!(transaction.hold_session(&half, Level::HalfOpen).await.unwrap());
        assert!(!transaction.hold_session(&full, Level::HalfOpen).await.unwrap());
        assert!(
            !transaction
                .hold_session(&random_hash(), Level::HalfOpen)
                .await
                .unwrap()
        );
        transaction.commit().await.unwrap();
        let row = database.session(&half).await.unwrap().unwrap();
        assert_eq!((&*row.level, row.last_seen_at), ("half_open", 200));
    })
    .await;
}

#[tokio::test]
async fn a_sign_out_waits_for_whoever_holds_the_session() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let hash = add_session(&database, "u1", "c1", 200).await;
        let mut transaction = database.begin().await.unwrap();
        assert!(transaction.hold_session(&hash, Level::HalfOpen).await.unwrap());
        let sign_out = {
            let (database, hash) = (database.clone(), hash.clone());
            tokio::spawn(async move { database.end_session(&hash).await })
        };
        // Without the hold, one of the two would be ended by PostgreSQL here.
        let number = "+819012345678".parse().unwrap();
        for turn in 0..3 {
            assert!(transaction.take_turn("c1", turn).await.unwrap());
            transaction.join_verification("c1", &number, 1).await.unwrap();
        }
        transaction.commit().await.unwrap();
        sign_out.await.unwrap().unwrap();
        assert!(database.session(&hash).await.unwrap().is_none());
    })
    .await;
}
