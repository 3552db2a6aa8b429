//! `kakunin user`, `session`, `recovery`, `migrate` and `completions`, by the real binary.

mod link_and_lock;
mod removal;

use crate::{portal::PHONE, process::Place};
use serde_json::Value;
use std::process::Output;

const PASSWORD: &str = "paper lantern\n";

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What a command that does its work prints.
#[track_caller]
fn told(output: &Output) -> String {
    assert_eq!(
        (output.status.code(), text(&output.stderr)),
        (Some(0), String::new())
    );
    text(&output.stdout)
}

#[track_caller]
fn is_refused(output: &Output, line: &str) {
    assert_eq!(
        (output.status.code(), text(&output.stderr)),
        (Some(1), format!("kakunin: {line}\n"))
    );
    assert_eq!(text(&output.stdout), "");
}

fn do_it(place: &Place, arguments: &[&str]) -> String {
    told(&place.run(arguments, ""))
}

fn shown(place: &Place, name: &str) -> Value {
    serde_json::from_str(&do_it(place, &["user", "show", name, "--json"])).unwrap()
}

#[test]
fn an_account_is_shown_with_its_number_masked() {
    let place = Place::new(&[("KAKUNIN_ENROLMENT_DAYS", "3")]);
    do_it(&place, &["user", "add", "hanako", "--phone", PHONE]);
    told(&place.run(&["user", "add", "taro", "--with-password"], PASSWORD));
    let hanako = shown(&place, "ＨＡＮＡＫＯ");
    assert_eq!(hanako["phone"], "•••• 5678");
    assert_eq!(
        (&hanako["password"], &hanako["enrolment_until"]),
        (&false.into(), &Value::Null)
    );
    assert!(hanako["link_until"].is_string());
    let taro = shown(&place, "taro");
    assert_eq!(
        (&taro["password"], &taro["link_until"], &taro["phone"]),
        (&true.into(), &Value::Null, &Value::Null)
    );
    assert!(taro["enrolment_until"].is_string());
    assert_eq!(
        do_it(&place, &["user", "list"]),
        "hanako                    •••• 5678  no password yet\ntaro                      no phone\n"
    );
    let lines = do_it(&place, &["user", "list", "--json"]);
    let names: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["user"].clone())
        .collect();
    assert_eq!(names, ["hanako", "taro"]);
    let everything = do_it(&place, &["user", "show", "hanako"]) + &lines;
    assert!(!everything.contains("9012345678"));
}

#[test]
fn a_phone_is_replaced_and_removed() {
    let place = Place::new(&[]);
    do_it(&place, &["user", "add", "hanako"]);
    let phone = |arguments: &[&str]| do_it(&place, &[&["user", "phone", "hanako"], arguments].concat());
    assert_eq!(phone(&["--remove"]), "hanako has no phone on file.\n");
    assert_eq!(
        phone(&["090-1234-5678"]),
        "Codes of hanako go to •••• 5678 from now on.\n"
    );
    assert_eq!(
        phone(&["090-1234-0000"]),
        "Codes of hanako go to •••• 0000 from now on.\n"
    );
    assert_eq!(phone(&["--remove"]), "hanako has no phone on file any more.\n");
    assert_eq!(shown(&place, "hanako")["phone"], Value::Null);
    is_refused(
        &place.run(&["user", "phone", "hanako", "12345"], ""),
        "`12345` is no phone number",
    );
    let audit = do_it(&place, &["audit", "--json"]);
    for (event, times) in [("phone_added", 1), ("phone_changed", 2)] {
        assert_eq!(audit.matches(&format!("\"{event}\"")).count(), times, "{audit}");
    }
}

#[test]
fn a_password_comes_from_standard_input_and_is_judged() {
    let place = Place::new(&[]);
    do_it(&place, &["user", "add", "hanako"]);
    let set = |input: &str| place.run(&["user", "password", "hanako"], input);
    for (input, words) in [
        ("", "at least 8"),
        ("password123\n", "lists of known passwords"),
        (&"x".repeat(9_000), "at most 128"),
    ] {
        let output = set(input);
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains(words), "{}", text(&output.stderr));
    }
    assert_eq!(
        told(&set(PASSWORD)),
        "The password of hanako is set, and every session has ended.\n"
    );
    assert_eq!(shown(&place, "hanako")["password"], true);
    let usage = place.run(&["user", "password", "hanako", "paper lantern"], "");
    assert_eq!(usage.status.code(), Some(2));
}

#[test]
fn a_name_that_nobody_has_is_one_line_and_wrong_usage_is_two() {
    let place = Place::new(&[]);
    for command in [
        &["user", "show", "nobody"][..],
        &["user", "phone", "nobody", "--remove"],
        &["user", "password", "nobody"],
        &["user", "reset", "nobody"],
        &["user", "lock", "nobody"],
        &["user", "unlock", "nobody"],
        &["user", "remove", "nobody", "--yes"],
        &["session", "list", "nobody"],
        &["session", "revoke", "nobody", "--all"],
        &["recovery", "new", "nobody"],
        &["audit", "--user", "nobody"],
    ] {
        is_refused(&place.run(command, PASSWORD), "there is no user nobody");
    }
    for command in [
        &["user", "phone", "hanako"][..],
        &["user", "phone", "hanako", "0901", "--remove"],
        &["session", "revoke", "hanako"],
        &["session", "revoke", "hanako", "--all", "--id", "x"],
        &["audit", "--since", "yesterday"],
        &["audit", "--limit", "0"],
        &["completions", "tcsh"],
        &["user", "add"],
    ] {
        assert_eq!(place.run(command, "").status.code(), Some(2), "{command:?}");
    }
}

#[test]
fn recovery_codes_are_a_line_each() {
    let place = Place::new(&[]);
    do_it(&place, &["user", "add", "hanako"]);
    let codes = do_it(&place, &["recovery", "new", "hanako"]);
    assert_eq!(codes.lines().count(), 10, "{codes}");
    let form = |line: &str| line.len() == 19 && line.split('-').all(|group| group.len() == 4);
    assert!(codes.lines().all(form), "{codes}");
    assert_eq!(shown(&place, "hanako")["recovery_codes"], 10);
    // A password that was forgotten takes none away: whoever lost the phone, too, needs them.
    do_it(&place, &["user", "reset", "hanako"]);
    assert_eq!(shown(&place, "hanako")["recovery_codes"], 10);
    assert!(do_it(&place, &["audit"]).contains("recovery_codes_made"));
}

#[test]
fn a_migration_tells_from_which_form_to_which() {
    let place = Place::new(&[]);
    let newest = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite"))
        .unwrap()
        .count();
    assert_eq!(
        do_it(&place, &["migrate"]),
        format!("The database was made in form {newest}.\n")
    );
    assert_eq!(
        do_it(&place, &["migrate"]),
        format!("The database has form {newest} already.\n")
    );
}

#[test]
fn three_shells_complete_every_command() {
    let place = Place::new(&[]);
    for shell in ["bash", "zsh", "fish"] {
        let script = do_it(&place, &["completions", shell]);
        for word in ["data-key", "revoke", "with-password"] {
            assert!(script.contains(word), "{shell} {word}");
        }
    }
    assert!(do_it(&place, &["--version"]).starts_with("kakunin "));
}
