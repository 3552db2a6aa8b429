//! What keeps the portal from starting: one clear line for each mistake.

use crate::process::Place;
use std::net::TcpListener;

/// The lines on standard error of a start that fails.
#[track_caller]
fn complaints(settings: &[(&str, &str)]) -> Vec<String> {
    let output = Place::new(settings).run(&[], "");
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stderr).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn a_misspelt_name_is_told_with_the_nearest() {
    assert_eq!(
        complaints(&[("KAKUNIN_PUBLIC_ULR", "http://127.0.0.1:1")]),
        ["kakunin: KAKUNIN_PUBLIC_ULR is no setting; did you mean KAKUNIN_PUBLIC_URL?"]
    );
}

#[test]
fn a_part_of_the_twilio_settings_is_one_line_for_each_missing_one() {
    let missing = |name: &str| format!("kakunin: {name} is missing, and other TWILIO_ names are set");
    assert_eq!(
        complaints(&[("TWILIO_AUTH_TOKEN", "very-secret")]),
        [missing("TWILIO_ACCOUNT_SID"), missing("TWILIO_VERIFICATION_SID")]
    );
    assert_eq!(
        complaints(&[("TWILIO_BASE_URL", "https://verify.twilio.com")]),
        [
            missing("TWILIO_ACCOUNT_SID"),
            missing("TWILIO_VERIFICATION_SID"),
            missing("TWILIO_AUTH_TOKEN")
        ]
    );
}

#[test]
fn a_value_of_wrong_form_is_told_without_the_value() {
    let lines = complaints(&[
        ("TWILIO_ACCOUNT_SID", "AC-not-a-sid"),
        ("TWILIO_AUTH_TOKEN", "very-secret"),
        ("TWILIO_VERIFICATION_SID", "not-a-sid"),
    ]);
    assert_eq!(
        lines,
        [
            "kakunin: TWILIO_ACCOUNT_SID must be AC and 32 hex digits",
            "kakunin: TWILIO_VERIFICATION_SID must be VA and 32 hex digits"
        ]
    );
}

#[test]
fn proxies_that_cannot_be_read_or_are_everybody_are_one_line_each() {
    let lines = complaints(&[("KAKUNIN_TRUSTED_PROXIES", "10.0.0.1, proxy.example,0.0.0.0/0")]);
    let name = "kakunin: KAKUNIN_TRUSTED_PROXIES must";
    assert_eq!(
        lines,
        [
            format!(
                "{name} be addresses and networks such as 10.0.0.1, 192.0.2.0/24, separated by commas, not `proxy.example`"
            ),
            format!("{name} not believe every address, as `0.0.0.0/0` does"),
        ]
    );
}

#[test]
fn a_busy_port_is_one_line_with_the_remedy() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let lines = complaints(&[("KAKUNIN_LISTEN", &address)]);
    let told: Vec<_> = lines
        .iter()
        .filter(|line| line.starts_with("kakunin: "))
        .collect();
    assert_eq!(told.len(), 1, "{lines:?}");
    assert!(told[0].starts_with(&format!("kakunin: cannot listen on {address}:")));
    assert!(told[0].ends_with("set KAKUNIN_LISTEN to another address"));
}

#[test]
fn the_sandbox_refuses_to_be_public() {
    for settings in [
        ("KAKUNIN_PUBLIC_URL", "https://login.example"),
        ("KAKUNIN_LISTEN", "0.0.0.0:0"),
    ] {
        let lines = complaints(&[settings]);
        assert!(lines.len() == 1 && lines[0].starts_with("kakunin: the sandbox shows every code"));
    }
}

#[test]
fn a_live_portal_wants_https() {
    let account = format!("AC{}", "0".repeat(32));
    let service = format!("VA{}", "0".repeat(32));
    let twilio = [
        ("TWILIO_ACCOUNT_SID", &*account),
        ("TWILIO_AUTH_TOKEN", "token"),
        ("TWILIO_VERIFICATION_SID", &*service),
    ];
    for (setting, shown) in [
        (
            ("KAKUNIN_PUBLIC_URL", "http://login.example"),
            "http://login.example",
        ),
        (("KAKUNIN_LISTEN", "0.0.0.0:0"), "http://0.0.0.0:0"),
    ] {
        let lines = complaints(&[&twilio[..], &[setting]].concat());
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(
            lines[0].starts_with(&format!("kakunin: {shown} is not https: ")),
            "{lines:?}"
        );
    }
}

#[test]
fn a_database_of_the_other_mode_is_one_line() {
    let place = Place::new(&[("DATABASE_URL", "sqlite://one.db")]);
    place.run(&["user", "add", "hanako"], "correct horse\n");
    let mut live = place.command(&["user", "unlock", "hanako"]);
    live.env("TWILIO_ACCOUNT_SID", format!("AC{}", "0".repeat(32)))
        .env("TWILIO_AUTH_TOKEN", "token")
        .env("TWILIO_VERIFICATION_SID", format!("VA{}", "0".repeat(32)));
    let output = live.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.starts_with("kakunin: this database was first used with the sandbox")
            && said.lines().count() == 1
    );
}

#[test]
fn a_dotenv_that_cannot_be_read_is_told_without_its_words() {
    let place = Place::new(&[]);
    std::fs::write(place.path().join(".env"), "TWILIO_AUTH_TOKEN 'very secret\n").unwrap();
    let output = place.run(&[], "");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.starts_with("kakunin: .env cannot be read: line 1 is not NAME=value")
            && !said.contains("secret")
    );
}

#[test]
fn no_data_key_is_made_for_a_database_that_cannot_be_asked() {
    let place = Place::new(&[("DATABASE_URL", "sqlite://one.db")]);
    std::fs::write(
        place.path().join("one.db"),
        "what a broken disk left of it\n".repeat(1_000),
    )
    .unwrap();
    let output = place.run(&["user", "list"], "");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "kakunin: the database cannot be asked for its data key: the file is no SQLite database\n"
    );
    assert!(!place.path().join("data").exists());
    // One that is empty, or not there, is new.
    std::fs::write(place.path().join("one.db"), "").unwrap();
    assert!(place.run(&["user", "list"], "").status.success());
    assert!(place.path().join("data/data.key").exists());
}
