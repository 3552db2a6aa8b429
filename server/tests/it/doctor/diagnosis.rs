use crate::process::Place;
use serde_json::Value;

/// Planted wherever a secret may stand. It is in no output.
pub(super) const SECRET: &str = "geheim";

/// Severity, name and sentence of one line.
pub(super) type Finding = (String, String, String);

/// What the command said, in both forms.
pub(super) struct Diagnosis {
    pub code: Option<i32>,
    pub findings: Vec<Finding>,
}

impl Diagnosis {
    /// Runs the command twice, and checks what is true of every run: both forms say the same, nothing is on standard
    /// error, and no secret is shown.
    #[track_caller]
    pub(super) fn of(place: &Place, secrets: &[&str]) -> Self {
        let json = place.run(&["doctor", "--json"], "");
        let lines = place.run(&["doctor"], "");
        assert_eq!(
            (json.status.code(), &*json.stderr),
            (lines.status.code(), &*lines.stderr)
        );
        assert_eq!(String::from_utf8_lossy(&json.stderr), "");
        let (json, text) = (text(json.stdout), text(lines.stdout));
        for secret in secrets {
            assert!(!json.contains(secret) && !text.contains(secret), "{text}");
        }
        let told = Self {
            code: lines.status.code(),
            findings: of_json(&json),
        };
        // The second run may see a clock one second later.
        assert_eq!(without_figures(&told.findings), without_figures(&of_lines(&text)));
        assert_eq!(told.code, Some(i32::from(told.has("mistake"))));
        told
    }

    pub(super) fn has(&self, severity: &str) -> bool {
        self.findings.iter().any(|(found, ..)| found == severity)
    }

    /// Everything that is not ok.
    pub(super) fn complaints(&self) -> Vec<&Finding> {
        self.findings
            .iter()
            .filter(|(severity, ..)| severity != "ok")
            .collect()
    }
}

fn without_figures(findings: &[Finding]) -> Vec<Finding> {
    let plain = |text: &str| text.replace(|letter: char| letter.is_ascii_digit(), "");
    findings
        .iter()
        .map(|(severity, name, sentence)| (severity.clone(), name.clone(), plain(sentence)))
        .collect()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

fn of_json(text: &str) -> Vec<Finding> {
    let report: Value = serde_json::from_str(text).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let word = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    let findings: Vec<Finding> = findings
        .iter()
        .map(|finding| {
            (
                word(finding, "severity"),
                word(finding, "name"),
                word(finding, "sentence"),
            )
        })
        .collect();
    for (key, severity) in [("mistakes", "mistake"), ("warnings", "warning")] {
        let counted = findings.iter().filter(|(found, ..)| found == severity).count();
        assert_eq!(report[key], counted);
    }
    findings
}

/// Three columns, then an empty line and a count.
fn of_lines(text: &str) -> Vec<Finding> {
    let (lines, count) = text.trim_end().split_once("\n\n").unwrap();
    assert!(count.ends_with("Nothing was sent."), "{count}");
    let finding = |line: &str| {
        let (severity, rest) = line.split_once(' ').unwrap();
        let (name, sentence) = rest.trim_start().split_once(' ').unwrap();
        (severity.into(), name.into(), sentence.trim_start().into())
    };
    lines.lines().map(finding).collect()
}
