//! Every command takes the user's row before the rows that belong to it, as the portal does: else the two could wait for each
//! other for ever.

use crate::{
    engines::DATA_KEY,
    portal::{PASSWORD, PHONE, Portal},
    process::Place,
};
use server::store::Pool;

const TRIGGERS: [&str; 3] = [
    "CREATE TABLE touched (what TEXT)",
    "CREATE TRIGGER user_touched BEFORE UPDATE ON users BEGIN INSERT INTO touched VALUES ('user'); END",
    "CREATE TRIGGER session_touched BEFORE DELETE ON sessions BEGIN INSERT INTO touched VALUES ('session'); END",
];

async fn touched(portal: &Portal) -> Vec<String> {
    let Pool::Sqlite(pool) = portal.database().await.pool else {
        panic!("another engine")
    };
    let rows = sqlx::query_scalar("SELECT what FROM touched ORDER BY rowid");
    rows.fetch_all(&pool).await.unwrap()
}

#[tokio::test]
async fn commands_hold_the_user_first() {
    let portal = Portal::start().await;
    for name in ["hanako", "taro"] {
        portal.add_user(name, Some(PHONE)).await;
    }
    let place = Place::new(&[
        ("DATABASE_URL", &portal.database_url),
        ("KAKUNIN_DATA_KEY", DATA_KEY),
    ]);
    for sql in TRIGGERS {
        portal.execute(sql).await;
    }
    for (name, command) in [
        ("hanako", &["session", "revoke", "hanako", "--all"][..]),
        ("hanako", &["user", "password", "hanako"]),
        ("hanako", &["user", "phone", "hanako", "--remove"]),
        ("hanako", &["user", "reset", "hanako"]),
        ("taro", &["user", "remove", "taro", "--yes"]),
    ] {
        portal.half_open(name).await;
        portal.execute("DELETE FROM touched").await;
        let output = place.run(command, &format!("{PASSWORD}\n"));
        assert!(output.status.success(), "{command:?} {output:?}");
        let touched = touched(&portal).await;
        assert_eq!(touched.first().map(String::as_str), Some("user"), "{command:?}");
        assert!(touched.contains(&"session".into()), "{command:?}");
    }
}
