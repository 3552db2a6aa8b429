//! The matrix for people: `docs/fault-matrix.md`.

use super::{Matrix, fault::Fault, place::Place, trial::Seen};
use app::{
    domain::{Language, Notice},
    text::text,
};
use std::{env, fmt::Write, fs, path::PathBuf};

const HEAD: &str = "# What a person is told when Twilio fails

Each fault of the sandbox, in each send and each check, through the whole portal, with and without script. In every cell the
session lives, the next attempt works, no more messages go out than the page tells of, and nobody is let in but by an answer
that is an approval of this very verification.

The test `fault_matrix` makes this page and fails when it is not true any more; `UPDATE_DOCS=1 cargo test -p server --test it
fault_matrix` writes it anew.

A fault lasts for every try of one press. \"Told\" counts the sends that the page tells of: one that nobody knows of counts.
";

/// The whole page.
pub(super) fn written(faults: &[Fault], matrix: &Matrix) -> String {
    let mut page = HEAD.to_owned();
    table_of_faults(&mut page, faults);
    for place in Place::ALL {
        let (title, lead) = heading(place);
        let _ = write!(page, "\n## {title}\n\n{lead}\n\n{}", columns(place));
        for fault in faults {
            let seen = &matrix[&(place, fault.name.clone())];
            let _ = writeln!(page, "| `{}` | {} |", fault.name, row(place, seen).join(" | "));
        }
    }
    page
}

fn table_of_faults(page: &mut String, faults: &[Fault]) {
    page.push_str("\n## The faults\n\n| fault | what Twilio does |\n|---|---|\n");
    for fault in faults {
        let _ = writeln!(page, "| `{}` | {} |", fault.name, fault.words());
    }
}

fn heading(place: Place) -> (&'static str, &'static str) {
    match place {
        Place::Send => (
            "A send",
            "The answer to the send is broken; what became of it can be read back.",
        ),
        Place::SendAndReadBack => (
            "A send that cannot be read back either",
            "Every request meets the fault until the press is answered.",
        ),
        Place::RightCode => ("The right code", "The answer to the check is broken."),
        Place::WrongCode => ("A wrong code", "The answer to the check is broken."),
    }
}

fn columns(place: Place) -> &'static str {
    if place.is_send() {
        "| fault | the person reads | messages | told | the code that arrived |\n|---|---|---|---|---|\n"
    } else if place == Place::RightCode {
        "| fault | the person reads | tries counted | the same code again |\n|---|---|---|---|\n"
    } else {
        "| fault | the person reads | tries counted | the right code then |\n|---|---|---|---|\n"
    }
}

fn row(place: Place, seen: &Seen) -> Vec<String> {
    let read = match &seen.notice {
        Some(notice) => said(notice),
        None if seen.signed_in => "(signed in)".into(),
        None => "(the code page)".into(),
    };
    let then = match &seen.then {
        Some(Ok(())) => "opens".into(),
        Some(Err(notice)) => said(notice),
        None => "–".into(),
    };
    if place.is_send() {
        vec![read, seen.messages.to_string(), figure(seen.sends_told), then]
    } else {
        vec![read, figure(seen.tries_told), then]
    }
}

fn figure(told: Option<i64>) -> String {
    told.map_or_else(|| "–".into(), |told| told.to_string())
}

/// A notice in the words of the English page.
fn said(name: &str) -> String {
    let notice: Notice = name.parse().unwrap();
    format!("{} (`{name}`)", (text(Language::En).notice)(notice))
}

/// Fails when the page in the tree says something else, or writes it where that is wanted.
pub(super) fn is_or_becomes(page: &str) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/fault-matrix.md");
    if env::var_os("UPDATE_DOCS").is_some_and(|wanted| wanted == "1") {
        fs::write(&file, page).unwrap();
        return;
    }
    let there = fs::read_to_string(&file).unwrap_or_default();
    let new = page.lines().filter(|line| !there.lines().any(|old| old == *line));
    let new: Vec<_> = new.collect();
    assert!(
        there == page,
        "docs/fault-matrix.md is not what was seen; UPDATE_DOCS=1 writes it anew. New lines:\n{}",
        new.join("\n")
    );
}
