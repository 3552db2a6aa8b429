//! The real binary, as operators start it.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read, Write},
    net::SocketAddr,
    path::Path,
    process::{Child, ChildStdout, Command, Output, Stdio},
    sync::Arc,
};
use tempfile::TempDir;

/// A working directory of its own, with a site to serve.
pub(crate) struct Place {
    folder: Arc<TempDir>,
    settings: Vec<(String, String)>,
}

impl Place {
    pub(crate) fn new(settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("site/pkg")).unwrap();
        let usual = [
            ("KAKUNIN_ARGON2_MEMORY_KIB", "64"),
            ("KAKUNIN_ARGON2_PASSES", "1"),
        ];
        let all = usual.iter().chain(settings);
        Self {
            settings: all
                .map(|(name, value)| ((*name).into(), (*value).into()))
                .collect(),
            folder: Arc::new(folder),
        }
    }

    /// The same directory with other settings on top.
    pub(crate) fn with(&self, settings: &[(&str, &str)]) -> Self {
        let more = settings
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into()));
        Self {
            folder: Arc::clone(&self.folder),
            settings: self.settings.iter().cloned().chain(more).collect(),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The command with these settings and no others, whatever this process inherited.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kakunin"));
        command
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .env("LEPTOS_SITE_ROOT", self.path().join("site"))
            .envs(self.settings.iter().cloned());
        command
    }

    /// Runs a command to its end with this text on standard input.
    pub(crate) fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that refuses at once has closed its input already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// Starts a command that serves; its log goes to a file, because nobody reads it meanwhile.
    pub(crate) fn serve(&self, arguments: &[&str]) -> Serving {
        let log = File::create(self.path().join("log")).unwrap();
        Serving::start(self.command(arguments).stdin(Stdio::null()).stderr(log))
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.path().join("log")).unwrap()
    }
}

/// A process that serves, until it is stopped or dropped.
pub(crate) struct Serving {
    child: Child,
    stdout: BufReader<ChildStdout>,
    /// What it said on standard output so far.
    pub told: String,
}

impl Serving {
    pub(crate) fn start(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        Self {
            child,
            stdout,
            told: String::new(),
        }
    }

    /// Ends it as a power cut does, by SIGKILL: nothing of it gets a word in any more.
    pub(crate) fn kill(self) {
        drop(self);
    }

    /// Writes a line to its standard input. What has ended hears nothing.
    pub(crate) fn tell(&mut self, line: &str) {
        if let Some(stdin) = &mut self.child.stdin {
            let _ = writeln!(stdin, "{line}");
        }
    }

    /// Reads on until a line with this word comes, and gives the address behind the first `http://` in it.
    pub(crate) fn address(&mut self, word: &str) -> SocketAddr {
        loop {
            let mut line = String::new();
            let read = self.stdout.read_line(&mut line).unwrap();
            assert!(read > 0, "it ended after: {}", self.told);
            self.told.push_str(&line);
            if line.contains(word) {
                let url = line.split_once("http://").unwrap().1;
                let end = url
                    .find(|letter: char| letter.is_whitespace() || letter == '/')
                    .unwrap();
                return url[..end].parse().unwrap();
            }
        }
    }

    /// Asks it to stop as a service manager does; gives the exit code, and all that it ever told.
    pub(crate) fn stop(mut self) -> (Option<i32>, String) {
        let id = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(asked.success());
        let code = self.child.wait().unwrap().code();
        let mut told = std::mem::take(&mut self.told);
        self.stdout.read_to_string(&mut told).unwrap();
        (code, told)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
