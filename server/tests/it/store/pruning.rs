use crate::engines::on_each_engine;
use app::domain::ActivityKind;
use server::{
    auth::random_id,
    randomness::SystemRandomness,
    store::{AuditEvent, Database},
};

async fn write(database: &Database, at: i64) {
    let id = random_id(&SystemRandomness);
    let event = AuditEvent {
        user_id: Some("u1"),
        ..AuditEvent::new(&id, at, ActivityKind::SignedIn)
    };
    database.audit(&event).await.unwrap();
}

#[tokio::test]
async fn old_rows_of_the_audit_log_go_and_young_ones_stay() {
    on_each_engine(async |database| {
        for at in [100, 101, 102] {
            write(&database, at).await;
        }
        assert_eq!(database.prune_audit(101).await.unwrap(), 2);
        assert_eq!(database.prune_audit(101).await.unwrap(), 0);
        let left = database.audit_of_user("u1", 9).await.unwrap();
        assert_eq!(left.iter().map(|row| row.at).collect::<Vec<_>>(), [102]);
    })
    .await;
}

#[tokio::test]
async fn the_last_sign_in_is_the_one_before() {
    on_each_engine(async |database| {
        for at in [100, 101, 102] {
            write(&database, at).await;
        }
        let at = async |user, before| {
            let row = database.last_sign_in(user, before).await.unwrap();
            row.map(|row| row.at)
        };
        assert_eq!(at("u1", 102).await, Some(101));
        assert_eq!(at("u1", 100).await, None);
        assert_eq!(at("u2", 102).await, None);
    })
    .await;
}

#[tokio::test]
async fn nothing_to_remove_is_no_failure() {
    on_each_engine(async |database| {
        for gone in [
            database.prune_browsers(100).await.unwrap(),
            database.prune_password_links(100).await.unwrap(),
            database.prune_sign_in_attempts(100).await.unwrap(),
            database.prune_sessions(100, 100, 100).await.unwrap(),
        ] {
            assert_eq!(gone, 0);
        }
    })
    .await;
}
