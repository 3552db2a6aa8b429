use crate::config::SETTINGS;
use std::fmt::Write;

/// All settings, for `--help`.
pub(super) fn text() -> String {
    let mut text = String::from("Settings, from the environment or from .env in the working directory:\n");
    for setting in SETTINGS {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {:<36} {}", setting.name, setting.about);
    }
    text
}
