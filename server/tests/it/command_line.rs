//! `kakunin user …`, as operators type it.

use crate::process::Place;
use std::process::Output;

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Exit code 1, this one line on standard error, nothing on standard output.
#[track_caller]
fn is_refused(output: &Output, line: &str) {
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stderr), format!("kakunin: {line}\n"));
    assert_eq!(text(&output.stdout), "");
}

#[test]
fn a_user_is_made_with_a_password_from_standard_input() {
    let place = Place::new(&[]);
    let output = place.run(&["user", "add", "Ｈanako", "--with-password"], "correct horse\n");
    assert_eq!(
        (output.status.code(), text(&output.stdout), text(&output.stderr)),
        (Some(0), "hanako was made in the sandbox.\n".into(), String::new())
    );
    assert!(place.path().join("data/sandbox.db").exists());
    let again = place.run(&["user", "add", "HANAKO", "--with-password"], "correct horse\n");
    is_refused(&again, "the user ID hanako is taken");
}

#[test]
fn short_passwords_are_refused() {
    let place = Place::new(&[]);
    for input in ["", "\n", "seven77\n", "七文字の合言葉\n"] {
        let output = place.run(&["user", "add", "hanako", "--with-password"], input);
        is_refused(&output, "The password needs at least 8 characters.");
    }
    let output = place.run(
        &["user", "add", "hanako", "--with-password"],
        "八文字の合言葉だ\n",
    );
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn odd_names_and_phones_are_refused() {
    let place = Place::new(&[]);
    for name in ["", "  ", &"n".repeat(65)] {
        let output = place.run(&["user", "add", name], "correct horse\n");
        is_refused(
            &output,
            "a user ID has 1 to 64 characters and no control characters",
        );
    }
    let output = place.run(&["user", "add", "hanako", "--phone", "12345"], "correct horse\n");
    is_refused(&output, "`12345` is no phone number");
}

#[test]
fn settings_come_from_dotenv_too_and_the_environment_wins() {
    let place = Place::new(&[]);
    let dotenv = "KAKUNIN_DATA_DIR=from-dotenv\nKAKUNIN_ENROLMENT=maybe\n";
    std::fs::write(place.path().join(".env"), dotenv).unwrap();
    let output = place.run(&["user", "add", "hanako", "--with-password"], "correct horse\n");
    is_refused(&output, "KAKUNIN_ENROLMENT must be open or closed, not `maybe`");
    let place_with = Place::new(&[("KAKUNIN_ENROLMENT", "open")]);
    std::fs::write(place_with.path().join(".env"), dotenv).unwrap();
    let output = place_with.run(&["user", "add", "hanako", "--with-password"], "correct horse\n");
    assert_eq!(output.status.code(), Some(0));
    assert!(place_with.path().join("from-dotenv/sandbox.db").exists());
}

#[test]
fn help_names_every_setting() {
    let place = Place::new(&[]);
    let help = text(&place.run(&["--help"], "").stdout);
    for setting in server::config::SETTINGS {
        assert!(help.contains(setting.name), "{} is missing", setting.name);
    }
}
