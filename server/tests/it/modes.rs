//! A database belongs to the sandbox or to a live portal, for good.

use crate::setup::{Setup, start_twin};
use std::sync::Arc;

/// Starts once in one mode and then in the other, on one database; gives the second start's complaint.
async fn start_twice(live_first: bool) -> String {
    let setup = Setup::new(&[]);
    let url = format!("sqlite://{}", setup.config().data_dir.join("one.db").display());
    let mut sandbox = setup;
    sandbox.settings.insert("DATABASE_URL".into(), url.clone());
    let (twin, credentials) = start_twin(Arc::clone(&sandbox.clock)).await;
    let mut live = Setup::new(&[("DATABASE_URL", &url)]);
    live.use_twin(twin, &credentials);
    let (first, second) = if live_first {
        (&live, &sandbox)
    } else {
        (&sandbox, &live)
    };
    for _ in ["once", "again"] {
        assert!(first.build().await.is_ok());
    }
    match second.build().await {
        Ok(_) => panic!("both modes took one database"),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn a_database_of_the_sandbox_is_never_live() {
    let complaint = start_twice(false).await;
    assert_eq!(
        complaint,
        "this database was first used with the sandbox: give the live portal another DATABASE_URL or KAKUNIN_DATA_DIR"
    );
}

#[tokio::test]
async fn a_live_database_is_never_the_sandboxs() {
    let complaint = start_twice(true).await;
    assert_eq!(
        complaint,
        "this database belongs to a live portal: set the TWILIO_ names, or give the sandbox another DATABASE_URL"
    );
}

#[tokio::test]
async fn without_a_setting_they_use_different_files() {
    let sandbox = Setup::new(&[]);
    let (twin, credentials) = start_twin(Arc::clone(&sandbox.clock)).await;
    let data = sandbox.config().data_dir;
    let mut live = Setup::new(&[("KAKUNIN_DATA_DIR", data.to_str().unwrap())]);
    live.use_twin(twin, &credentials);
    assert!(sandbox.build().await.is_ok() && live.build().await.is_ok());
    assert!(data.join("sandbox.db").exists() && data.join("kakunin.db").exists());
}

#[tokio::test]
async fn a_second_start_keeps_the_demo_user_as_it_is() {
    let portal = Setup::new(&[]);
    let one = portal.build().await.unwrap();
    let database = crate::engines::open_database(&portal.config().database_url)
        .await
        .unwrap();
    let before = database.user_by_name("test").await.unwrap().unwrap();
    drop(one);
    portal.build().await.unwrap();
    let after = database.user_by_name("test").await.unwrap().unwrap();
    assert_eq!((before.id, before.password_hash), (after.id, after.password_hash));
}
