//! Another data key for a database that is in use.

use crate::{
    engines::{DATA_KEY, on_each_url, open_database},
    portal::{PHONE, Portal, add_user},
    process::Place,
    setup::Setup,
};
use app::domain::{ActivityKind, Notice, PhoneNumber};
use server::{
    auth::random_id,
    data_key::{DataKey, DataKeySource, rotation},
    randomness::SystemRandomness,
    startup::open_database as open_as_configured,
    store::{AuditEvent, Ceiling, Database, OpenError},
};
use std::{fs, path::PathBuf, sync::Arc};

const NEXT_KEY: &str = "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=";
const OTHER: &str = "+819011112222";
const COUNT: Ceiling = Ceiling {
    name: "sends_per_number_day",
    window: 86_400,
    limit: 1,
};

fn next_key() -> DataKey {
    let source = DataKeySource::parse(NEXT_KEY).unwrap();
    source.obtain(Arc::new(SystemRandomness)).unwrap()
}

fn number(text: &str) -> PhoneNumber {
    text.parse().unwrap()
}

/// A send to this number that is counted, and a verification that runs.
async fn send(database: &Database, to: &PhoneNumber) {
    let mut transaction = database.begin().await.unwrap();
    let mut row = transaction.hold_verification(to).await.unwrap();
    row.sends = 3;
    transaction.save_verification(to, &row).await.unwrap();
    assert!(
        transaction
            .reserve(COUNT, database.data_key().hash(to).as_str(), 1_000)
            .await
            .unwrap()
    );
    transaction.commit().await.unwrap();
}

async fn rotate(database: &Database, new: &DataKey) -> server::store::Lost {
    let mut rotation = database.begin_rotation().await.unwrap();
    let lost = rotation.change_to(new).await.unwrap();
    let id = random_id(&SystemRandomness);
    let event = AuditEvent::new(&id, 1, ActivityKind::DataKeyRotated);
    rotation.audit(&event).await.unwrap();
    rotation.commit().await.unwrap();
    lost
}

#[tokio::test]
async fn numbers_and_what_hangs_on_them_go_along() {
    on_each_url(async |url| {
        let old = open_database(url).await.unwrap();
        for (name, phone) in [("hanako", Some(PHONE)), ("jiro", Some(PHONE)), ("taro", None)] {
            add_user(&old, 1, name, "paper lantern", phone).await;
        }
        send(&old, &number(PHONE)).await;
        send(&old, &number(OTHER)).await;
        let lost = rotate(&old, &next_key()).await;
        assert_eq!((lost.sealed, lost.verifications, lost.counts), (2, 1, 1));
        assert!(matches!(open_database(url).await, Err(OpenError::WrongDataKey)));

        let new = Database::open(url, Default::default(), next_key()).await.unwrap();
        for name in ["hanako", "jiro"] {
            let user = new.user_by_name(name).await.unwrap().unwrap();
            assert_eq!(user.phone_number, Some(number(PHONE)));
        }
        assert_eq!(new.verification(&number(PHONE)).await.unwrap().unwrap().sends, 3);
        assert_eq!(new.verification(&number(OTHER)).await.unwrap(), None);
        let mut transaction = new.begin().await.unwrap();
        let hash = next_key().hash(&number(PHONE));
        assert!(!transaction.reserve(COUNT, hash.as_str(), 1_000).await.unwrap());
        assert_eq!(new.count_audit("data_key_rotated", None).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn whoever_has_the_old_key_still_writes_nothing_and_opens_nothing() {
    on_each_url(async |url| {
        let running = open_database(url).await.unwrap();
        add_user(&running, 1, "hanako", "paper lantern", Some(PHONE)).await;
        rotate(&open_database(url).await.unwrap(), &next_key()).await;
        let refused = running.begin().await.map(|_| ()).unwrap_err().to_string();
        assert!(refused.contains("rotated"), "{refused}");
        assert!(running.user_by_name("hanako").await.is_err());
        assert!(running.begin_rotation().await.is_err());
    })
    .await;
}

#[tokio::test]
async fn without_the_commit_nothing_has_happened() {
    on_each_url(async |url| {
        let database = open_database(url).await.unwrap();
        add_user(&database, 1, "hanako", "paper lantern", Some(PHONE)).await;
        let mut rotation = database.begin_rotation().await.unwrap();
        rotation.change_to(&next_key()).await.unwrap();
        drop(rotation);
        let user = open_database(url).await.unwrap().user_by_name("hanako").await;
        assert_eq!(user.unwrap().unwrap().phone_number, Some(number(PHONE)));
    })
    .await;
}

#[tokio::test]
async fn a_portal_that_runs_meanwhile_says_that_it_is_not_available() {
    let portal = Portal::start().await;
    portal.add_user("taro", None).await;
    let browser = portal.half_open("taro").await;
    rotate(&portal.database().await, &next_key()).await;
    let fields = [("turn", "0"), ("channel", "sms"), ("contact_to", PHONE)];
    browser.post("/api/send_code", &fields).await.leads_to("/verify");
    assert_eq!(
        browser.get("/verify").await.notice(),
        Some(Notice::Unavailable.as_str())
    );
    assert_eq!(portal.count_messages().await, 0);
}

/// A portal whose key is in a file, with a user that has a phone.
async fn with_file() -> (Setup, PathBuf) {
    let mut setup = Setup::new(&[]);
    setup.settings.remove("KAKUNIN_DATA_KEY");
    let database = open(&setup).await.unwrap();
    add_user(&database, 1, "hanako", "paper lantern", Some(PHONE)).await;
    database.close().await;
    let path = setup.config().data_dir.join("data.key");
    (setup, path)
}

async fn open(setup: &Setup) -> Result<Database, String> {
    let opened = open_as_configured(&setup.config(), Arc::new(SystemRandomness)).await;
    opened.map_err(|error| error.to_string())
}

async fn opens_the_number(setup: &Setup) -> bool {
    let database = open(setup).await.unwrap();
    let user = database.user_by_name("hanako").await.unwrap().unwrap();
    database.close().await;
    user.phone_number == Some(number(PHONE))
}

#[tokio::test]
async fn a_cut_before_the_commit_leaves_the_old_key_in_use() {
    let (setup, path) = with_file().await;
    let before = fs::read(&path).unwrap();
    let new = rotation::make_next(&path, Arc::new(SystemRandomness)).unwrap();
    assert!(opens_the_number(&setup).await);
    let database = open(&setup).await.unwrap();
    let mut cut = database.begin_rotation().await.unwrap();
    cut.change_to(&new).await.unwrap();
    drop(cut);
    assert!(opens_the_number(&setup).await);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[tokio::test]
async fn a_cut_after_the_commit_is_mended_by_the_next_start() {
    let (setup, path) = with_file().await;
    let database = open(&setup).await.unwrap();
    let new = rotation::make_next(&path, Arc::new(SystemRandomness)).unwrap();
    rotate(&database, &new).await;
    assert!(rotation::next_path(&path).exists());
    assert!(opens_the_number(&setup).await);
    assert!(!rotation::next_path(&path).exists());
    assert!(opens_the_number(&setup).await);
}

#[tokio::test]
async fn a_lost_key_is_told_and_never_replaced() {
    let (setup, path) = with_file().await;
    fs::remove_file(&path).unwrap();
    let told = open(&setup).await.map(|_| ()).unwrap_err();
    assert!(
        told.ends_with(
            "is missing, and the numbers in the database are sealed with it: restore it from the backup"
        ),
        "{told}"
    );
    assert!(!path.exists());
}

#[test]
fn the_command_changes_the_file() {
    let place = Place::new(&[]);
    place.run(&["user", "add", "hanako", "--phone", PHONE], "");
    let path = place.path().join("data/data.key");
    let before = fs::read(&path).unwrap();
    let output = place.run(&["data-key", "rotate"], "");
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.starts_with("1 number is sealed with the new key."), "{told}");
    assert_eq!(output.status.code(), Some(0));
    assert_ne!(fs::read(&path).unwrap(), before);
    assert_eq!(
        fs::read_dir(place.path().join("data"))
            .unwrap()
            .filter(|file| file
                .as_ref()
                .unwrap()
                .file_name()
                .to_string_lossy()
                .contains("key"))
            .count(),
        1
    );
    let shown = place.run(&["user", "show", "hanako"], "");
    assert!(String::from_utf8(shown.stdout).unwrap().contains("•••• 5678"));
}

#[test]
fn the_command_takes_the_next_setting_from_standard_input() {
    let place = Place::new(&[("KAKUNIN_DATA_KEY", DATA_KEY)]);
    place.run(&["user", "add", "hanako", "--phone", PHONE], "");
    for (typed, words) in [
        ("", "32 bytes in base64"),
        ("short\n", "32 bytes in base64"),
        (DATA_KEY, "is the old one"),
    ] {
        let output = place.run(&["data-key", "rotate"], typed);
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8(output.stderr).unwrap().contains(words));
    }
    let output = place.run(&["data-key", "rotate"], &format!("{NEXT_KEY}\n"));
    assert_eq!(output.status.code(), Some(0));
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("Put the new key into KAKUNIN_DATA_KEY") && !told.contains(NEXT_KEY));
    assert_eq!(place.run(&["user", "show", "hanako"], "").status.code(), Some(1));
    let place = place.with(&[("KAKUNIN_DATA_KEY", NEXT_KEY)]);
    assert_eq!(place.run(&["user", "show", "hanako"], "").status.code(), Some(0));
}
