//! A stolen database shows no number, and a portal with the wrong key does not start.

use crate::{engines, portal::Portal, process::Place, setup::Setup, steps::Answer};
use app::domain::Notice;
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use std::path::Path;

const ENROLLED: &str = "+819024681357";
const CHANGED: &str = "+818097531864";
const ON_FILE: &str = "+817013572468";
const OTHER_KEY: &str = "CAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg=";

/// The digits of a number as anyone would write them: E.164, national, and without the leading zero.
fn spellings(number: &str) -> [String; 3] {
    let national = number.trim_start_matches("+81");
    [
        number[1..].to_owned(),
        format!("0{national}"),
        national.to_owned(),
    ]
}

/// Every file of the data folder holds none of the numbers.
#[track_caller]
fn shows_none(folder: &Path) {
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().collect();
    assert!(!files.is_empty());
    for file in files {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for number in [ENROLLED, CHANGED, ON_FILE] {
            for digits in spellings(number) {
                let found = bytes
                    .windows(digits.len())
                    .any(|window| window == digits.as_bytes());
                assert!(!found, "{digits} stands in {}", path.display());
            }
        }
    }
}

#[tokio::test]
async fn no_file_shows_a_number_after_sign_in_enrolment_and_change() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(ON_FILE)).await;
    portal.add_user("taro", None).await;
    portal.signed_in("hanako").await;
    let browser = portal.half_open("taro").await;
    browser.send_code("sms", ENROLLED).await;
    browser.check_code(portal.wrong_code().await).await;
    browser.check_code(&portal.code().await).await.account();
    browser.change_phone(CHANGED).await;
    // While the challenge is open, and after it.
    shows_none(&portal.folder().join("data"));
    browser
        .check_code(&portal.code().await)
        .await
        .says(Notice::PhoneChanged);
    shows_none(&portal.folder().join("data"));
    assert_eq!(portal.phone_of("taro").await.as_deref(), Some(CHANGED));
}

/// A file as the release before left it: the number in clear, in a page and in the log.
async fn old_database(path: &Path) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let url = format!("sqlite://{}?mode=rwc", path.display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    let first = sqlx::migrate!("migrations/sqlite").iter().next().unwrap().clone();
    let sql = first.sql.as_str().to_owned();
    for text in [
        "CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT NOT NULL,
             installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, success BOOLEAN NOT NULL, checksum BLOB NOT NULL,
             execution_time BIGINT NOT NULL)"
            .to_owned(),
        sql,
        format!(
            "INSERT INTO users (id, username, password_hash, phone_number, created_at) VALUES ('u1', 'hanako', 'x', '{ON_FILE}', 1);
             INSERT INTO ceilings (name, subject, window_start, used) VALUES ('sends_per_number', '{ON_FILE}', 0, 1);
             INSERT INTO verifications (phone_number) VALUES ('{ON_FILE}')"
        ),
    ] {
        sqlx::raw_sql(AssertSqlSafe(text))
            .execute(&mut connection)
            .await
            .unwrap();
    }
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES ($1, $2, TRUE, $3, 0)",
    )
    .bind(first.version)
    .bind(first.description.as_ref())
    .bind(first.checksum.as_ref())
    .execute(&mut connection)
    .await
    .unwrap();
    connection.close().await.unwrap();
    let bytes = std::fs::read(path).unwrap();
    assert!(bytes.windows(12).any(|window| window == &ON_FILE.as_bytes()[1..]));
}

#[tokio::test]
async fn a_number_in_clear_is_sealed_and_wiped_by_the_next_start() {
    let setup = Setup::new(&[]);
    let data = setup.folder.path().join("data");
    old_database(&data.join("sandbox.db")).await;
    let portal = setup.start(None).await;
    assert_eq!(portal.phone_of("hanako").await.as_deref(), Some(ON_FILE));
    shows_none(&data);
}

/// What a start says that fails.
#[track_caller]
fn complaint(place: &Place) -> String {
    let output = place.run(&["user", "unlock", "nobody"], "");
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stderr).unwrap()
}

const WRONG_KEY: &str = "kakunin: the numbers in this database are sealed with another data key: restore the right KAKUNIN_DATA_KEY or \
     data.key\n";

#[test]
fn a_wrong_data_key_stops_the_start_with_one_line() {
    let place = Place::new(&[("KAKUNIN_DATA_KEY", engines::DATA_KEY)]);
    let added = place.run(&["user", "add", "hanako"], "correct horse\n");
    assert!(added.status.success());
    let wrong = place.with(&[("KAKUNIN_DATA_KEY", OTHER_KEY)]);
    assert_eq!(complaint(&wrong), WRONG_KEY);
    let output = wrong.run(&[], "");
    assert_eq!(
        (output.status.code(), &*String::from_utf8_lossy(&output.stderr)),
        (Some(1), WRONG_KEY)
    );
}

#[tokio::test]
async fn a_wrong_data_key_stops_the_start_on_postgres_too() {
    let Some(database) = engines::postgres().await else {
        return;
    };
    engines::open_database(&database.url).await.unwrap().close().await;
    let settings = [("DATABASE_URL", &*database.url), ("KAKUNIN_DATA_KEY", OTHER_KEY)];
    assert_eq!(complaint(&Place::new(&settings)), WRONG_KEY);
    database.remove().await;
}

#[test]
fn postgres_without_a_data_key_is_a_mistake_at_the_start() {
    let place = Place::new(&[("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")]);
    assert_eq!(
        complaint(&place),
        "kakunin: KAKUNIN_DATA_KEY is required with PostgreSQL: 32 bytes in base64, made once by `openssl rand -base64 32`\n"
    );
    let bad = place.with(&[("KAKUNIN_DATA_KEY", "c2VjcmV0LWJ1dC1zaG9ydA==")]);
    let said = complaint(&bad);
    assert!(
        said.starts_with("kakunin: KAKUNIN_DATA_KEY must be 32 bytes in base64") && !said.contains("c2Vj")
    );
}
