use super::add_user;
use crate::engines::on_each_engine;
use app::domain::ActivityKind;
use server::store::{AuditEvent, Database, Pool};

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

async fn execute(database: &Database, sql: &'static str) -> Result<u64, sqlx::Error> {
    Ok(match &database.pool {
        Pool::Sqlite(pool) => sqlx::query(sql).execute(pool).await?.rows_affected(),
        Pool::Postgres(pool) => sqlx::query(sql).execute(pool).await?.rows_affected(),
    })
}

/// Removing is no change: retention does it, and the database cannot tell who asks.
#[tokio::test]
async fn a_row_is_never_changed() {
    on_each_engine(async |database| {
        let event = AuditEvent {
            user_id: Some("u1"),
            address: Some("192.0.2.1"),
            ..AuditEvent::new("1", 1, ActivityKind::SignedIn)
        };
        database.audit(&event).await.unwrap();
        let rows = async || format!("{:?}", database.audit_of_user("u1", 9).await.unwrap());
        let before = rows().await;
        for sql in [
            "UPDATE audit SET id = '2'",
            "UPDATE audit SET at = 2",
            "UPDATE audit SET event = 'signed_out' WHERE id = '1'",
            "UPDATE audit SET actor = 'operator'",
            "UPDATE audit SET user_id = NULL",
            "UPDATE audit SET address = NULL",
            "UPDATE audit SET reason = 'x', phone = 'x', device = 'x'",
            "INSERT INTO audit (id, at, event) VALUES ('1', 2, 'x') ON CONFLICT (id) DO UPDATE SET at = 2",
        ] {
            let refused = execute(&database, sql).await.unwrap_err().to_string();
            assert!(
                refused.contains("audit rows are never changed"),
                "{sql}: {refused}"
            );
        }
        assert_eq!(rows().await, before);
    })
    .await;
}
