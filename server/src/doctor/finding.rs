use serde::Serialize;

/// How bad it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// As it should be.
    Ok,
    /// Someone should look.
    Warning,
    /// People cannot sign in, or not safely.
    Mistake,
}

impl Severity {
    /// The word in a line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Mistake => "mistake",
        }
    }
}

/// One line of the report. Holds no secret and no number.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// A name of the closed list, or of the setting that cannot be used.
    pub name: String,
    /// What is so, and where it is no good what to do.
    pub sentence: String,
}

impl Finding {
    pub(super) fn ok(name: &str, sentence: impl Into<String>) -> Self {
        Self::new(Severity::Ok, name, sentence.into())
    }

    pub(super) fn warning(name: &str, sentence: impl Into<String>) -> Self {
        Self::new(Severity::Warning, name, sentence.into())
    }

    pub(super) fn mistake(name: &str, sentence: impl Into<String>) -> Self {
        Self::new(Severity::Mistake, name, sentence.into())
    }

    fn new(severity: Severity, name: &str, sentence: String) -> Self {
        Self {
            severity,
            name: on_one_line(name),
            sentence: on_one_line(&sentence),
        }
    }
}

/// Names and values come from outside: none of them may begin a line of its own or steer a terminal.
fn on_one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_begins_a_line_or_steers_a_terminal() {
        let finding = Finding::ok("na\nme", "\u{1b}[31mred\r\nok");
        assert_eq!(
            (finding.name.as_str(), finding.sentence.as_str()),
            ("na me", " [31mred  ok")
        );
    }
}
