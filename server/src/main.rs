//! `kakunin`: see `kakunin --help`.

use std::process::ExitCode;

/// The static build links musl, whose own allocator lets one thread in at a time: docs/operating.md has figures of both.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    server::command_line::run()
}
