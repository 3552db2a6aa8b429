//! Writes `docs/twilio-errors.md` from the table, so that it cannot be out of date.

use super::{
    Row, TABLE,
    tests::{told_of_check, told_of_send},
};
use app::{
    domain::{Language, Notice},
    text::text,
};
use std::{collections::BTreeMap, fmt::Write, path::Path};

const HEAD: &str = "# What a person is told when Twilio refuses

Made from `server/src/twilio/error_table.rs` and the texts of the pages by a unit test, which fails when this file differs;
`UPDATE_DOCS=1 cargo test -p server --lib error_table` writes it anew.

A send that Twilio refuses was not made: it is given back, with what it counted for account, number and address, and the next
one is allowed after the wait, which the page shows. *Alert* is one line of level error, `twilio_misconfigured`, for each
refusal. A check is told otherwise only where the last column says so; else it is *operator_needed*, not counted, with an alert.

An answer of status 5xx, one that cannot be read and none at all are no refusals: nobody knows whether a message went out. Twilio is
asked once what it has for the number, and the send counts. A code that is not listed alerts and is told as *operator_needed*.

";

fn codes(row: &Row) -> String {
    if row.first == row.last {
        row.first.to_string()
    } else {
        format!("{}–{}", row.first, row.last)
    }
}

fn document() -> String {
    let mut document = HEAD.to_owned();
    let mut notices = BTreeMap::new();
    let mut note = |notice: Notice| {
        notices.insert(notice.as_str(), notice);
        notice.as_str()
    };
    document.push_str("| code | Twilio means | a send is told | wait | alert | a check is told |\n|---|---|---|---|---|---|\n");
    for row in TABLE {
        let (send, wait) = told_of_send(row.start);
        let check = match told_of_check(row.check) {
            Notice::OperatorNeeded => "",
            other => note(other),
        };
        let wait = match send {
            Notice::NoSendsLeft | Notice::NoChecksLeft => "until the code expires".to_owned(),
            _ => format!("{wait} s"),
        };
        let alert = if row.alerts { "yes" } else { "" };
        let (codes, about, send) = (codes(row), row.about, note(send));
        writeln!(
            document,
            "| {codes} | {about} | {send} | {wait} | {alert} | {check} |"
        )
        .unwrap();
    }
    document.push_str("\n| notice | English | 日本語 |\n|---|---|---|\n");
    for (name, notice) in notices {
        let (en, ja) = (
            (text(Language::En).notice)(notice),
            (text(Language::Ja).notice)(notice),
        );
        writeln!(document, "| {name} | {en} | {ja} |").unwrap();
    }
    document
}

#[test]
fn the_document_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/twilio-errors.md");
    let document = document();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &document).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == document,
        "run: UPDATE_DOCS=1 cargo test -p server --lib error_table"
    );
}
