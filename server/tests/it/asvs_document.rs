//! docs/asvs.md misses no item of levels 1 and 2, docs/threat-model.md no proof, docs/data.md no table; none speaks of a test
//! that is gone, and nothing is left to be done later.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The sections of ASVS 5.0.0, each with its last item of level 1 or 2; in all of these they stand before those of level 3.
const SECTIONS: [(&str, usize); 30] = [
    ("3.2", 2),
    ("3.3", 4),
    ("3.4", 6),
    ("3.5", 5),
    ("3.7", 2),
    ("4.1", 3),
    ("4.2", 1),
    ("4.3", 2),
    ("4.4", 4),
    ("6.1", 3),
    ("6.2", 12),
    ("6.3", 4),
    ("6.4", 4),
    ("6.5", 5),
    ("6.6", 3),
    ("6.8", 4),
    ("7.1", 3),
    ("7.2", 4),
    ("7.3", 2),
    ("7.4", 5),
    ("7.5", 2),
    ("7.6", 2),
    ("14.1", 2),
    ("14.2", 4),
    ("14.3", 3),
    ("16.1", 1),
    ("16.2", 5),
    ("16.3", 4),
    ("16.4", 3),
    ("16.5", 3),
];

/// What a name between backticks begins with when it is a file of the repository.
const FOLDERS: [&str; 4] = ["app/", "docs/", "end2end/", "server/"];

struct Row<'a> {
    item: &'a str,
    verdict: &'a str,
    proof: &'a str,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn document() -> String {
    read("docs/asvs.md")
}

/// Threats with their proofs.
fn threats(text: &str) -> Vec<(&str, &str)> {
    let (_, text) = text.split_once("\n## Threats ").unwrap();
    let cells = text.lines().map(|line| line.split('|').map(str::trim).collect());
    cells
        .filter_map(|cells: Vec<_>| match cells[..] {
            ["", "threat" | "---", ..] => None,
            ["", threat, _, proof, ""] => Some((threat, proof)),
            _ => None,
        })
        .collect()
}

/// Lines of five cells, without the heads of the tables.
fn rows(text: &str) -> Vec<Row<'_>> {
    let cells = text.lines().map(|line| line.split('|').map(str::trim).collect());
    cells
        .filter_map(|cells: Vec<_>| match cells[..] {
            ["", item, _, _, verdict, proof, ""]
                if item.starts_with(|first: char| first.is_ascii_digit()) =>
            {
                Some(Row { item, verdict, proof })
            }
            _ => None,
        })
        .collect()
}

/// Files and tests between backticks.
fn named(text: &str) -> impl Iterator<Item = &str> {
    let quoted = text.split('`').skip(1).step_by(2);
    quoted.filter(|name| FOLDERS.iter().any(|folder| name.starts_with(folder)))
}

/// True when the file is there and, where a test is named, holds it.
fn is_there(name: &str) -> bool {
    let Some((file, test)) = name.split_once("::") else {
        return root().join(name).exists();
    };
    let text = fs::read_to_string(root().join(file)).unwrap_or_default();
    if file.ends_with(".ts") {
        return text.contains(&format!("test(\"{test}\""));
    }
    // A function that only helps tests stands behind no attribute.
    let before = text
        .split_once(&format!("fn {test}("))
        .map_or("", |(before, _)| before);
    let mut attributes = before
        .lines()
        .rev()
        .take(2)
        .filter(|line| line.trim().starts_with("#["));
    attributes.any(|line| line.contains("test"))
}

#[test]
fn every_item_has_one_row() {
    let text = document();
    let (asvs, nist) = text.split_once("\n## NIST ").unwrap();
    let rows_of_asvs = rows(asvs);
    let listed: Vec<_> = rows_of_asvs.iter().flat_map(|row| row.item.split(", ")).collect();
    for (section, last) in SECTIONS {
        for number in 1..=last {
            let item = format!("{section}.{number}");
            let times = listed.iter().filter(|listed| **listed == item).count();
            assert_eq!(times, 1, "{item}");
        }
    }
    assert!(rows(nist).len() > 50);
}

#[test]
fn every_verdict_has_its_reason() {
    for Row { item, verdict, proof } in rows(&document()) {
        let is_proven = named(proof).next().is_some() || proof.starts_with("as ");
        let is_reasoned = ["not applicable: ", "fails: "]
            .iter()
            .any(|word| verdict.starts_with(word));
        let is_complete = is_reasoned || (verdict.starts_with("holds") && is_proven);
        assert!(is_complete, "{item}: {verdict} | {proof}");
    }
}

#[test]
fn every_proof_is_there() {
    let text = document();
    let mut proofs = 0;
    for row in rows(&text) {
        for name in named(row.verdict).chain(named(row.proof)) {
            assert!(is_there(name), "{}: {name} is not there", row.item);
            proofs += 1;
        }
    }
    assert!(proofs > 150, "{proofs}");
    for gone in [
        "asvs_document.rs::no_such_test",
        "asvs_document.rs::is_there",
        "gone.rs",
    ] {
        assert!(!is_there(&format!("server/tests/it/{gone}")), "{gone}");
    }
}

#[test]
fn every_threat_has_a_proof_that_is_there() {
    let text = read("docs/threat-model.md");
    let threats = threats(&text);
    assert!(threats.len() > 25, "{}", threats.len());
    for (threat, proof) in threats {
        assert!(named(proof).next().is_some(), "{threat}: {proof}");
        for name in named(proof) {
            assert!(is_there(name), "{threat}: {name} is not there");
        }
    }
}

#[test]
fn every_table_is_in_the_document_of_data() {
    let document = read("docs/data.md");
    let mut tables = 0;
    for file in fs::read_dir(root().join("server/migrations/sqlite")).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        for created in text.split("CREATE TABLE ").skip(1) {
            let table = created.split_whitespace().next().unwrap();
            let rows = document
                .lines()
                .filter(|line| line.starts_with("| ") && line.contains(&format!("`{table}`")));
            assert!(rows.count() > 0, "{table} is not in the document");
            tables += 1;
        }
    }
    assert!(tables > 10, "{tables}");
}

#[test]
fn nothing_is_left_for_later() {
    let text = document() + &read("docs/threat-model.md");
    let promises: Vec<_> = text.lines().filter(|line| line.contains("TODO")).collect();
    assert!(
        promises.is_empty(),
        "{}:\n{}",
        promises.len(),
        promises.join("\n")
    );
}
