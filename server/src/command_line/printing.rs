use super::Failure;
use serde::Serialize;
use std::io::{self, Write};

/// Writes to standard output. Whoever reads it may go away, as `head` does: that ends the command and is no failure.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    match try_to_print(text) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// The same for one line of many: false when nobody reads any more.
pub(super) fn print_on(text: &str) -> Result<bool, Failure> {
    match try_to_print(text) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn try_to_print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// One JSON object on one line.
pub(super) fn json_line(value: &impl Serialize) -> Result<String, Failure> {
    Ok(format!("{}\n", serde_json::to_string(value)?))
}

/// Text of a stranger may neither begin a line of its own nor steer a terminal.
pub(super) fn on_one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stranger_steers_no_terminal() {
        assert_eq!(on_one_line("a\u{1b}[31m\r\nb\u{9b}c"), "a [31m  b c");
    }
}
