//! The names of events are a contract: the document knows no event that is never written.

use std::{fs, path::Path};

pub(crate) fn sources(folder: &Path, all: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            all.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

/// The names of level error, by the macro that stands before them.
pub(crate) fn alerts(source: &str) -> Vec<&str> {
    let after = source.split("tracing::error!(").skip(1);
    after
        .filter_map(|call| {
            let (_, name) = call.split_once("event = \"")?;
            name.split('"').next()
        })
        .collect()
}

#[test]
fn every_alert_is_in_the_document_and_every_event_of_the_document_is_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut source = String::new();
    sources(&root.join("src"), &mut source);
    let document = fs::read_to_string(root.join("../docs/contracts.md")).unwrap();
    let (_, section) = document.split_once("## The log").unwrap();
    let section = section.split("\n## ").next().unwrap();
    let alerts = alerts(&source);
    assert!(alerts.len() >= 6, "{alerts:?}");
    for alert in alerts {
        assert!(
            section.contains(&format!("`{alert}`")),
            "{alert} is not in the document"
        );
    }
    let names = section
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|name| name.contains('_'));
    let reasons = ["request_id", "no_address", "not_connected", "cut_off"];
    for name in names.filter(|name| {
        name.chars()
            .all(|letter| letter.is_ascii_lowercase() || letter == '_')
    }) {
        let written = source.contains(&format!("event = \"{name}\"")) || reasons.contains(&name);
        assert!(written, "{name} is never written");
    }
}
