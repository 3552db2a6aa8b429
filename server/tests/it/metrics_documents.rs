//! What names a metric names one that exists: the dashboard, the rules and the list in docs/contracts.md. And every alert of the log
//! has its series.

use crate::log_events::{alerts, sources};
use server::metrics::{ALERTS, METRICS};
use std::{collections::BTreeSet, fs, path::Path};

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::read_to_string(root.join(path)).unwrap()
}

/// Names of metrics in an expression, and of what a rule records (`kakunin:…`).
fn names(text: &str) -> BTreeSet<&str> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | ':');
    let words = text.split(|letter: char| !is_part(letter));
    words
        .filter(|word| {
            ["kakunin_", "kakunin:", "process_"]
                .iter()
                .any(|start| word.starts_with(start))
        })
        .collect()
}

fn exists(name: &str, recorded: &BTreeSet<&str>) -> bool {
    let is_known = |name: &str| METRICS.iter().any(|metric| metric.name == name);
    let of_histogram = ["_bucket", "_count", "_sum"].iter().any(|end| {
        let whole = name.strip_suffix(end);
        whole.is_some_and(|whole| is_known(whole) && whole.ends_with("_seconds"))
    });
    is_known(name) || of_histogram || recorded.contains(name)
}

/// What the rules record.
fn recorded(rules: &str) -> BTreeSet<&str> {
    let lines = rules
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- record: "));
    lines.collect()
}

fn expressions<'a>(panel: &'a serde_json::Value, all: &mut Vec<&'a str>) {
    match panel {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str() {
                    Some(text) if name == "expr" => all.push(text),
                    _ => expressions(value, all),
                }
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| expressions(item, all)),
        _ => {}
    }
}

#[test]
fn the_dashboard_asks_for_nothing_that_is_not_there() {
    let (rules, dashboard) = (
        read("deploy/prometheus-rules.yml"),
        read("deploy/grafana-dashboard.json"),
    );
    let dashboard: serde_json::Value = serde_json::from_str(&dashboard).unwrap();
    let mut all = Vec::new();
    expressions(&dashboard, &mut all);
    assert!(all.len() > 20, "{} expressions", all.len());
    for expression in all {
        let named = names(expression);
        assert!(!named.is_empty(), "{expression}");
        for name in named {
            assert!(exists(name, &recorded(&rules)), "{name} in {expression}");
        }
    }
}

#[test]
fn the_rules_ask_for_nothing_that_is_not_there_and_every_alert_says_what_to_do() {
    let rules = read("deploy/prometheus-rules.yml");
    let recorded = recorded(&rules);
    let code = rules.lines().filter(|line| !line.trim_start().starts_with('#'));
    let code: Vec<_> = code.collect();
    for name in names(&code.join("\n")) {
        assert!(exists(name, &recorded), "{name}");
    }
    let guide = read("docs/operating.md");
    let alerts: Vec<_> = rules
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- alert: "))
        .collect();
    assert!(alerts.len() >= 8);
    for alert in alerts {
        assert!(
            guide.contains(&format!("`{alert}`")),
            "{alert} is not in docs/operating.md"
        );
    }
}

/// `UPDATE_DOCS=1` writes the list anew.
#[test]
fn the_list_of_metrics_is_the_list_of_the_document() {
    let document = read("docs/contracts.md");
    let start = "| metric | labels | what it tells |\n|---|---|---|\n";
    let (before, rest) = document.split_once(start).unwrap();
    let (_, after) = rest.split_once("\n\n").unwrap();
    let rows = METRICS.iter().map(|metric| {
        let (name, kind) = (metric.name, metric.kind.as_str());
        format!("| `{name}`, {kind} | {} | {} |", metric.labels, metric.about)
    });
    let list = rows.collect::<Vec<_>>().join("\n");
    let made = format!("{before}{start}{list}\n\n{after}");
    if std::env::var_os("UPDATE_DOCS").is_some_and(|wanted| wanted == "1") {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        return fs::write(root.join("docs/contracts.md"), made).unwrap();
    }
    assert_eq!(document, made, "UPDATE_DOCS=1 writes it anew");
}

#[test]
fn every_line_of_level_error_has_its_series() {
    let mut source = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
    let written: BTreeSet<_> = alerts(&source).into_iter().collect();
    let known: BTreeSet<_> = ALERTS.iter().copied().collect();
    assert_eq!(written, known);
}
