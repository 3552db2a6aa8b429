//! `kakunin audit`, by the real binary over a log that is longer than one page.

use crate::{engines::DATA_KEY, process::Place};
use app::domain::ActivityKind;
use serde_json::Value;
use server::{
    auth::random_id,
    data_key::DataKeySource,
    randomness::SystemRandomness,
    store::{AuditEvent, Database},
};
use std::{collections::BTreeSet, sync::Arc};

/// 2026-11-01T00:00:00Z.
const NOVEMBER: i64 = 1_793_491_200;
const ROWS: i64 = 1_203;

/// Seven rows have the same second, and a page ends among them.
async fn long_log() -> Place {
    let place = Place::new(&[("KAKUNIN_DATA_KEY", DATA_KEY)]);
    assert!(place.run(&["user", "add", "hanako"], "").status.success());
    let url = format!("sqlite://{}", place.path().join("data/sandbox.db").display());
    let key = DataKeySource::parse(DATA_KEY)
        .unwrap()
        .obtain(Arc::new(SystemRandomness))
        .unwrap();
    let database = Database::open(&url, Default::default(), key).await.unwrap();
    let user = database.user_by_name("hanako").await.unwrap().unwrap();
    let mut transaction = database.begin().await.unwrap();
    for index in 0..ROWS {
        let id = random_id(&SystemRandomness);
        let event = AuditEvent {
            user_id: (index % 2 == 0).then_some(user.id.as_str()),
            reason: Some("row"),
            device: Some("Fire\u{1b}[31mfox"),
            ..AuditEvent::new(&id, NOVEMBER + index / 7, ActivityKind::CodeRefused)
        };
        transaction.audit(&event).await.unwrap();
    }
    transaction.commit().await.unwrap();
    database.close().await;
    place
}

fn rows(place: &Place, more: &[&str]) -> Vec<Value> {
    let output = place.run(&[&["audit", "--json"], more].concat(), "");
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn of_code(row: &Value) -> bool {
    row["event"] == "code_refused"
}

#[tokio::test]
async fn every_row_comes_once_oldest_first() {
    let place = long_log().await;
    let all: Vec<_> = rows(&place, &["--since", "2026-11-01"])
        .into_iter()
        .filter(of_code)
        .collect();
    assert_eq!(all.len(), usize::try_from(ROWS).unwrap());
    let times: Vec<&str> = all.iter().map(|row| row["at"].as_str().unwrap()).collect();
    assert!(times.is_sorted());
    assert_eq!(times[0], "2026-11-01T00:00:00Z");
    let distinct: BTreeSet<String> = all
        .iter()
        .map(|row| format!("{}{}", row["at"], row["user"]))
        .collect();
    assert!(distinct.len() > 300);
    let of_user = rows(&place, &["--user", "HANAKO"]);
    let told: Vec<_> = of_user.iter().filter(|row| of_code(row)).collect();
    assert_eq!(told.len(), usize::try_from(ROWS / 2 + 1).unwrap());
    assert!(told.iter().all(|row| row["user"] == "hanako"));
    // The account was made by a clock of today.
    assert!(
        of_user
            .iter()
            .any(|row| row["event"] == "user_added" && row["actor"] == "operator")
    );
}

#[tokio::test]
async fn a_limit_takes_the_latest_and_since_cuts_before() {
    let place = long_log().await;
    let since = rows(&place, &["--since", "2026-11-01T00:02:50Z"]);
    let seconds = |row: &Value| row["at"].as_str().unwrap().to_owned();
    assert!(
        since
            .iter()
            .all(|row| seconds(row).as_str() >= "2026-11-01T00:02:50Z")
    );
    assert_eq!(since.iter().filter(|row| of_code(row)).count(), 13);
    let all = rows(&place, &[]);
    for count in [1, 5, 600, all.len(), all.len() + 5] {
        let latest = rows(&place, &["--limit", &count.to_string()]);
        assert_eq!(latest, all[all.len().saturating_sub(count)..], "{count}");
    }
}

#[tokio::test]
async fn lines_for_people_steer_no_terminal() {
    let place = long_log().await;
    let output = place.run(&["audit", "--limit", "1300"], "");
    let text = String::from_utf8(output.stdout).unwrap();
    let line = text.lines().find(|line| line.contains("code_refused")).unwrap();
    assert!(
        line.starts_with("2026-11-01T00:00:00Z  visitor   code_refused"),
        "{line}"
    );
    assert!(line.ends_with("reason=row  device=Fire [31mfox"), "{line}");
}
