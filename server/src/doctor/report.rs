use super::{Finding, Severity};
use crate::config::DotenvError;
use serde::Serialize;
use std::fmt;

/// All findings, in the order of the list of names.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    findings: Vec<Finding>,
    warnings: usize,
    mistakes: usize,
}

impl Report {
    /// A report of these findings.
    pub fn new(findings: Vec<Finding>) -> Self {
        let count = |severity| findings.iter().filter(|found| found.severity == severity).count();
        Self {
            warnings: count(Severity::Warning),
            mistakes: count(Severity::Mistake),
            findings,
        }
    }

    /// The report where the settings are not known: whatever else was examined would be something else.
    pub fn of_unreadable_settings(error: &DotenvError) -> Self {
        let sentence = format!("{error}; nothing else was examined");
        Self::new(vec![Finding::mistake("settings", sentence)])
    }

    /// True when the portal should not run like this.
    pub fn has_mistakes(&self) -> bool {
        self.mistakes > 0
    }

    /// One JSON object and a line feed.
    pub fn to_json(&self) -> String {
        // Text and numbers: nothing in it can fail.
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        format!("{text}\n")
    }
}

impl fmt::Display for Report {
    /// One line for each finding, and a count.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.findings.iter().map(|found| found.name.chars().count());
        let width = names.max().unwrap_or_default();
        for found in &self.findings {
            let severity = found.severity.as_str();
            writeln!(
                formatter,
                "{severity:<7}  {:<width$}  {}",
                found.name, found.sentence
            )?;
        }
        let (mistakes, warnings) = (self.mistakes, self.warnings);
        writeln!(
            formatter,
            "\n{}, {}. Nothing was sent.",
            counted(mistakes, "mistake"),
            counted(warnings, "warning")
        )
    }
}

fn counted(count: usize, word: &str) -> String {
    match count {
        0 => format!("no {word}"),
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_and_the_end_counts() {
        let report = Report::new(vec![
            Finding::ok("mode", "live"),
            Finding::mistake("KAKUNIN_LISTEN", "must be an address"),
            Finding::warning("clock", "late"),
        ]);
        assert_eq!(
            report.to_string(),
            "ok       mode            live\n\
             mistake  KAKUNIN_LISTEN  must be an address\n\
             warning  clock           late\n\
             \n1 mistake, 1 warning. Nothing was sent.\n"
        );
        assert!(report.has_mistakes());
    }
}
