//! A real proxy on a free port, as long as a test needs it.

use std::{
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;

/// Where Debian keeps the programs of a machine, which are not in everybody's `PATH`.
const OF_THE_MACHINE: [&str; 2] = ["/usr/sbin", "/usr/local/sbin"];
/// Another program may take a free port before the proxy does.
const TRIES: usize = 5;

pub(super) struct Proxy {
    pub(super) address: SocketAddr,
    child: Child,
    _folder: TempDir,
}

/// How a proxy is started.
pub(super) struct Way<'a> {
    pub(super) program: &'a str,
    /// Made from the file of its configuration.
    pub(super) arguments: fn(&Path) -> Vec<String>,
    /// The configuration in a folder for an address.
    pub(super) configuration: &'a dyn Fn(&Path, SocketAddr) -> String,
    /// What it says on standard error when it takes connections.
    pub(super) ready: &'a str,
}

impl Proxy {
    /// Nothing where the machine has no such program.
    pub(super) fn start(way: &Way<'_>) -> Option<Self> {
        let Some(program) = find(way.program) else {
            // Past the capturing of the test harness: whoever reads the run must know.
            let _ = writeln!(
                std::io::stderr(),
                "{} was left out: it is not installed",
                way.program
            );
            return None;
        };
        let started = (0..TRIES).find_map(|_| Self::try_to_start(&program, way));
        Some(started.unwrap_or_else(|| panic!("{} does not start", way.program)))
    }

    fn try_to_start(program: &Path, way: &Way<'_>) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let file = folder.path().join("configuration");
        std::fs::write(&file, (way.configuration)(folder.path(), address)).unwrap();
        let mut child = Command::new(program)
            .args((way.arguments)(&file))
            .env("HOME", folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut told = Vec::new();
        let mut is_ready = false;
        while !is_ready && let Some(Ok(line)) = lines.next() {
            is_ready = line.contains(way.ready);
            told.push(line);
        }
        if !is_ready {
            println!("{}", told.join("\n"));
            let _ = child.wait();
            return None;
        }
        // Whoever stops reading stops the writer.
        std::thread::spawn(move || lines.for_each(drop));
        Some(Self {
            address,
            child,
            _folder: folder,
        })
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(OF_THE_MACHINE.map(PathBuf::from));
    let mut files = folders.map(|folder| folder.join(program));
    files.find(|file| file.is_file())
}

/// A sample with this in the place of that, which must be there.
#[track_caller]
pub(super) fn replaced(sample: &str, that: &str, this: &str) -> String {
    assert!(sample.contains(that), "no {that} in the sample");
    sample.replace(that, this)
}
