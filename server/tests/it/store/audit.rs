use super::add_user;
use crate::engines::on_each_engine;
use app::domain::ActivityKind;
use server::store::AuditEvent;

#[tokio::test]
async fn events_are_counted_by_name_and_user() {
    on_each_engine(async |database| {
        add_user(&database, "u1", "hanako").await;
        let mut transaction = database.begin().await.unwrap();
        for (id, event, user_id) in [
            ("1", ActivityKind::SignedIn, Some("u1")),
            ("2", ActivityKind::SignedIn, None),
            ("3", ActivityKind::SignedOut, Some("u1")),
        ] {
            let event = AuditEvent {
                user_id,
                ..AuditEvent::new(id, 1, event)
            };
            transaction.audit(&event).await.unwrap();
        }
        transaction.commit().await.unwrap();
        for (user_id, expected) in [(None, 2), (Some("u1"), 1), (Some("u2"), 0)] {
            assert_eq!(
                database.count_audit("signed_in", user_id).await.unwrap(),
                expected
            );
        }
    })
    .await;
}

#[tokio::test]
async fn an_event_lasts_only_with_its_transaction() {
    on_each_engine(async |database| {
        let mut transaction = database.begin().await.unwrap();
        let event = AuditEvent {
            address: Some("192.0.2.1"),
            ..AuditEvent::new("1", 1, ActivityKind::SignedIn)
        };
        transaction.audit(&event).await.unwrap();
        drop(transaction);
        assert_eq!(database.count_audit("signed_in", None).await.unwrap(), 0);
    })
    .await;
}
