//! `kakunin completions`: for the shell that an operator types in.

use super::{CommandLine, Failure, printing::print};
use clap::{CommandFactory, ValueEnum};
use clap_complete::{Shell, generate};

/// Shells that can complete commands.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum KnownShell {
    Bash,
    Zsh,
    Fish,
}

pub(super) fn run(shell: KnownShell) -> Result<(), Failure> {
    let shell = match shell {
        KnownShell::Bash => Shell::Bash,
        KnownShell::Zsh => Shell::Zsh,
        KnownShell::Fish => Shell::Fish,
    };
    let mut script = Vec::new();
    generate(shell, &mut CommandLine::command(), "kakunin", &mut script);
    print(&String::from_utf8(script)?)
}
