//! What is refused with one line, and changes nothing.

use super::{export, import, place_of, text, told};
use crate::{
    engines::{self, open_database},
    portal::{PHONE, add_user},
    process::Place,
    setup::{Setup, start_twin},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
    sync::Arc,
};
use tempfile::TempDir;

const OTHER_KEY: &str = "CAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg=";

/// An export of two accounts.
async fn exported() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/old.db", folder.path().display());
    let database = open_database(&url).await.unwrap();
    add_user(&database, 1, "hanako", "paper lantern", Some(PHONE)).await;
    add_user(&database, 1, "jiro", "paper lantern", None).await;
    database.close().await;
    let file = folder.path().join("accounts.jsonl");
    told(&export(&url, &file));
    (folder, file)
}

#[track_caller]
fn is_refused(output: &Output, file: &Path, why: &str) {
    assert_eq!(
        (output.status.code(), text(&output.stderr), text(&output.stdout)),
        (
            Some(1),
            format!("kakunin: {}: {why}; nothing was changed\n", file.display()),
            String::new()
        )
    );
}

async fn is_empty(url: &str) -> bool {
    let database = open_database(url).await.unwrap();
    let imports = database.count_audit("accounts_imported", None).await.unwrap();
    database.user_by_name("hanako").await.unwrap().is_none()
        && database.sends_stopped_at().await.unwrap().is_none()
        && imports == 0
}

/// Changes to a whole file, and the line that each leads to.
fn damages(whole: &str) -> Vec<(String, String)> {
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    let last = lines.len();
    let without = |number: usize| -> String {
        let rest = lines.iter().enumerate().filter(|(index, _)| index + 1 != number);
        rest.map(|(_, line)| *line).collect()
    };
    let with = |old: &str, new: &str| whole.replacen(old, new, 1);
    let damaged = |number: usize| format!("line {number} cannot be read: the file is damaged");
    let stranger = "it is no export of kakunin".to_owned();
    let early = "it ends too early: the file is damaged, or not whole".to_owned();
    let seal = "its seal does not fit: the file was damaged or changed".to_owned();
    let newer = "a newer release made it, in form 2, and this one reads form 1: import it with that release";
    vec![
        (String::new(), stranger.clone()),
        ("{}\n".into(), stranger.clone()),
        (without(1), stranger),
        (with("\"form\":1", "\"form\":2,\"more\":true"), newer.into()),
        (lines[0].to_owned(), early.clone()),
        (without(last), early),
        (without(2), seal.clone()),
        (with("\"username\":\"hanako\"", "\"username\":\"mallory\""), seal),
        (with("{\"account\"", "{\"acount\""), damaged(2)),
        (
            with("\"failures\":0", "\"failures\":0,\"admin\":true"),
            damaged(2),
        ),
        (with("\"failures\":0", "\"failures\":\"0\""), damaged(2)),
        (format!("{whole}{}", lines[1]), damaged(last + 1)),
        (whole[..whole.len() - 20].to_owned(), damaged(last)),
    ]
}

#[tokio::test]
async fn a_damaged_or_newer_file_changes_nothing() {
    let (folder, file) = exported().await;
    let whole = fs::read_to_string(&file).unwrap();
    let damaged = folder.path().join("damaged.jsonl");
    engines::on_each_url(async |url| {
        for (text, why) in damages(&whole) {
            assert_ne!(text, whole);
            fs::write(&damaged, text).unwrap();
            is_refused(&import(url, &damaged), &damaged, &why);
            assert!(is_empty(url).await, "{why}");
        }
        told(&import(url, &file));
        assert!(!is_empty(url).await);
    })
    .await;
}

#[tokio::test]
async fn a_second_import_is_refused() {
    let (_folder, file) = exported().await;
    engines::on_each_url(async |url| {
        told(&import(url, &file));
        let again = import(url, &file);
        is_refused(
            &again,
            &file,
            "this database has 2 accounts already: import into a new one",
        );
    })
    .await;
}

#[tokio::test]
async fn another_data_key_is_told() {
    let (folder, file) = exported().await;
    let url = format!("sqlite://{}/new.db", folder.path().display());
    let place = Place::new(&[("DATABASE_URL", &url), ("KAKUNIN_DATA_KEY", OTHER_KEY)]);
    is_refused(
        &place.run(&["import", file.to_str().unwrap()], ""),
        &file,
        "its numbers are sealed with another data key: give this portal the key of the one that made it",
    );
}

#[tokio::test]
async fn accounts_of_the_sandbox_never_become_live() {
    let (folder, file) = exported().await;
    let mut live = Setup::new(&[]);
    let (twin, sandbox) = start_twin(Arc::clone(&live.clock)).await;
    live.use_twin(twin, &sandbox);
    let url = format!("sqlite://{}/live.db", folder.path().display());
    let settings: Vec<(&str, &str)> = live
        .settings
        .iter()
        .filter(|(name, _)| name.starts_with("TWILIO_"))
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let place = place_of(&url).with(&settings);
    is_refused(
        &place.run(&["import", file.to_str().unwrap()], ""),
        &file,
        "it holds accounts of the sandbox portal, and this database belongs to the live portal",
    );
}

#[tokio::test]
async fn no_file_is_written_over_and_none_is_left_half() {
    let (folder, file) = exported().await;
    let before = fs::read(&file).unwrap();
    let url = format!("sqlite://{}/old.db", folder.path().display());
    let output = export(&url, &file);
    assert_eq!(
        (output.status.code(), text(&output.stderr)),
        (
            Some(1),
            format!(
                "kakunin: {} is there already: choose another name\n",
                file.display()
            )
        )
    );
    assert_eq!(fs::read(&file).unwrap(), before);
    let place = Place::new(&[("DATABASE_URL", &url), ("KAKUNIN_DATA_KEY", OTHER_KEY)]);
    let other = folder.path().join("other.jsonl");
    assert_eq!(
        place.run(&["export", other.to_str().unwrap()], "").status.code(),
        Some(1)
    );
    let left = fs::read_dir(folder.path()).unwrap();
    assert!(left.map(|file| file.unwrap().file_name()).all(|name| {
        let name = name.to_string_lossy();
        !name.ends_with(".part") && !name.starts_with("other")
    }));
}
