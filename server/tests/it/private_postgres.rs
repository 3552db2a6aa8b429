//! A PostgreSQL server of one test, which may be stopped, killed and started: by the programs that `tools/with-postgres` uses, and
//! only where that is wanted.

use std::{
    fs,
    io::Write,
    net::TcpListener,
    os::unix::fs::chown,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::Once,
};
use tempfile::TempDir;

static LEFT_OUT: Once = Once::new();

/// A server on a port of loopback. It ends with its test.
pub(crate) struct PrivatePostgres {
    folder: TempDir,
    programs: PathBuf,
    port: u16,
}

/// PostgreSQL does not run as root: then it runs as this user.
struct Owner {
    user: u32,
    group: u32,
}

impl PrivatePostgres {
    /// A new cluster that runs, or nothing where none is wanted (`TEST_POSTGRES_URL`) or installed.
    pub(crate) fn start() -> Option<Self> {
        let server = Self::create()?;
        server.resume();
        Some(server)
    }

    /// The same, not started yet.
    pub(crate) fn create() -> Option<Self> {
        let wanted = std::env::var("TEST_POSTGRES_URL").is_ok_and(|url| !url.is_empty());
        let Some(programs) = programs().filter(|_| wanted) else {
            LEFT_OUT.call_once(|| {
                let _ = writeln!(
                    std::io::stderr(),
                    "a PostgreSQL that is stopped and started was left out: none is installed, or TEST_POSTGRES_URL is not set"
                );
            });
            return None;
        };
        let _ = rustls::crypto::ring::default_provider().install_default();
        let server = Self {
            folder: tempfile::tempdir().unwrap(),
            programs,
            port: free_port(),
        };
        if let Some(owner) = owner() {
            chown(server.folder.path(), Some(owner.user), Some(owner.group)).unwrap();
        }
        let data = server.data();
        let arguments = [
            "--username=kakunin",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "--pgdata",
            data.to_str().unwrap(),
        ];
        succeeded(&server.run("initdb", &arguments));
        // What was said to be done survives a kill of its processes; a crash of the machine is not tried.
        let folder = server.path().display().to_string();
        server.configure(&format!(
            "listen_addresses = '127.0.0.1'\nport = {}\nunix_socket_directories = '{folder}'\nfsync = off\n\
             full_page_writes = off\nmax_connections = 50\n",
            server.port
        ));
        Some(server)
    }

    /// Adds lines to its configuration, for its next start.
    pub(crate) fn configure(&self, lines: &str) {
        let path = self.data().join("postgresql.conf");
        let mut file = fs::OpenOptions::new().append(true).open(path).unwrap();
        file.write_all(lines.as_bytes()).unwrap();
    }

    /// Puts a file that only the server may read beside its data.
    pub(crate) fn put(&self, name: &str, content: &[u8]) -> PathBuf {
        use std::os::unix::fs::PermissionsExt;
        let path = self.path().join(name);
        fs::write(&path, content).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        if let Some(owner) = owner() {
            chown(&path, Some(owner.user), Some(owner.group)).unwrap();
        }
        path
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// What `DATABASE_URL` names.
    pub(crate) fn url(&self) -> String {
        format!("postgres://kakunin@127.0.0.1:{}/postgres", self.port)
    }

    /// Starts it, and waits until it answers. After a kill the old processes may still be on their way out.
    pub(crate) fn resume(&self) {
        let mut last = None;
        for _ in 0..20 {
            let done = self.control(&["--wait", "start"]);
            if done.status.success() {
                return;
            }
            last = Some(done);
        }
        let log = fs::read_to_string(self.path().join("log")).unwrap_or_default();
        panic!("it does not start: {last:?}\n{log}");
    }

    /// Asks it to stop as an operator would: whoever is connected is sent away.
    pub(crate) fn stop(&self) {
        succeeded(&self.control(&["--mode=fast", "--wait", "stop"]));
    }

    /// Ends it as a power cut does: its first process, and those that serve connections, which would go on for a moment.
    pub(crate) fn kill(&self) {
        let file = fs::read_to_string(self.data().join("postmaster.pid")).unwrap();
        let id = file.lines().next().unwrap();
        let children = Command::new("pgrep").args(["-P", id]).output().unwrap();
        let children = String::from_utf8(children.stdout).unwrap();
        let all = || std::iter::once(id).chain(children.lines());
        let mut kill = Command::new("kill");
        kill.arg("-KILL").args(all()).stderr(Stdio::null());
        // Some may have ended by themselves.
        kill.status().unwrap();
        for id in all() {
            while is_running(id) {
                std::thread::yield_now();
            }
        }
    }

    fn control(&self, arguments: &[&str]) -> Output {
        let (data, log) = (self.data(), self.path().join("log"));
        let mut all = vec!["--pgdata", data.to_str().unwrap(), "--log", log.to_str().unwrap()];
        all.extend(arguments);
        self.run("pg_ctl", &all)
    }

    /// Runs one of its programs as its owner. Nothing of their output is kept: the server would hold it open.
    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        let program = self.programs.join(program);
        let mut command = match owner() {
            Some(Owner { user, group }) => {
                let mut command = Command::new("setpriv");
                command
                    .args([&format!("--reuid={user}"), &format!("--regid={group}")])
                    .arg("--clear-groups")
                    .arg(program);
                command
            }
            None => Command::new(program),
        };
        let said = fs::File::create(self.path().join("said")).unwrap();
        command
            .args(arguments)
            .current_dir(self.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(said);
        let status = command.status().unwrap();
        Output {
            status,
            stdout: Vec::new(),
            stderr: fs::read(self.path().join("said")).unwrap(),
        }
    }
}

impl Drop for PrivatePostgres {
    fn drop(&mut self) {
        // It may be stopped already.
        let _ = self.control(&["--mode=immediate", "--wait", "stop"]);
    }
}

/// A process that nobody has waited for yet has closed its connections, too.
fn is_running(id: &str) -> bool {
    let state = Command::new("ps")
        .args(["-o", "stat=", "-p", id])
        .output()
        .unwrap();
    !matches!(state.stdout.first(), None | Some(b'Z'))
}

#[track_caller]
fn succeeded(output: &Output) {
    assert!(output.status.success(), "{output:?}");
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// Debian keeps the server's programs out of PATH, one folder per version.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut folders: Vec<_> = versions
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
        .collect();
    folders.sort();
    folders.pop()
}

fn owner() -> Option<Owner> {
    let id = |arguments: &[&str]| -> Option<u32> {
        let output = Command::new("id").args(arguments).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse().ok()
    };
    if id(&["-u"])? != 0 {
        return None;
    }
    let name = if id(&["-u", "postgres"]).is_some() {
        "postgres"
    } else {
        "nobody"
    };
    Some(Owner {
        user: id(&["-u", name])?,
        group: id(&["-g", name])?,
    })
}
