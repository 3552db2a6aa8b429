//! `kakunin`: see `kakunin --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::command_line::run()
}
