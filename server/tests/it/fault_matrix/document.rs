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

A fault lasts for every try of one press. \"Messages\" went out; \"told\" are the sends that the page tells of, and one that
nobody knows of counts. After every row but those that sign in, a new code was sent, after the wait that the page shows, and
opened.
";

/// The whole page.
pub(super) fn written(faults: &[Fault], matrix: &Matrix) -> String {
    let mut page = HEAD.to_owned();
    page.push_str("\n## The faults\n\n\"Done\" means with its full effect, messages included.\n\n");
    let rows = faults
        .iter()
        .map(|fault| vec![named(fault), fault.words().to_owned()]);
    table(&mut page, &["fault", "what Twilio does"], rows);
    for place in Place::ALL {
        let (title, lead) = heading(place);
        let _ = write!(page, "\n## {title}\n\n{lead}\n\n");
        let outcomes = outcomes(faults, |fault| row(place, &matrix[&(place, fault.name.clone())]));
        table(&mut page, columns(place), outcomes);
    }
    page
}

fn named(fault: &Fault) -> String {
    format!("`{}`", fault.name)
}

fn table(page: &mut String, columns: &[&str], rows: impl IntoIterator<Item = Vec<String>>) {
    let _ = writeln!(
        page,
        "| {} |\n|{}",
        columns.join(" | "),
        "---|".repeat(columns.len())
    );
    for row in rows {
        let _ = writeln!(page, "| {} |", row.join(" | "));
    }
}

/// One row for each outcome, behind the faults that have it.
fn outcomes(faults: &[Fault], outcome: impl Fn(&Fault) -> Vec<String>) -> Vec<Vec<String>> {
    let mut rows: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for fault in faults {
        let outcome = outcome(fault);
        match rows.iter_mut().find(|(known, _)| *known == outcome) {
            Some((_, names)) => names.push(named(fault)),
            None => rows.push((outcome, vec![named(fault)])),
        }
    }
    let whole = |(outcome, names): (Vec<String>, Vec<String>)| [vec![names.join(", ")], outcome].concat();
    rows.into_iter().map(whole).collect()
}

fn heading(place: Place) -> (&'static str, &'static str) {
    match place {
        Place::Send => (
            "A send",
            "The send meets the fault; what became of it can be read back.",
        ),
        Place::SendAndReadBack => (
            "A send that cannot be read back either",
            "Every request meets the fault until the press is answered.",
        ),
        Place::RightCode => ("The right code", "The check meets the fault."),
        Place::WrongCode => ("A wrong code", "The check meets the fault."),
    }
}

fn columns(place: Place) -> &'static [&'static str] {
    match place {
        Place::Send | Place::SendAndReadBack => &[
            "faults",
            "the person reads",
            "messages",
            "told",
            "the code that arrived",
        ],
        Place::RightCode => &[
            "faults",
            "the person reads",
            "tries counted",
            "the same code again",
        ],
        Place::WrongCode => &[
            "faults",
            "the person reads",
            "tries counted",
            "the right code then",
        ],
    }
}

fn row(place: Place, seen: &Seen) -> Vec<String> {
    let read = match &seen.notice {
        Some(notice) => said(notice),
        None if seen.signed_in => "the account page: it is an approval".into(),
        None => "the code page, and no notice".into(),
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
