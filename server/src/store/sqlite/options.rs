use super::{Disk, SqliteConnection, failure::told};
use log::LevelFilter;
use percent_encoding::percent_decode_str;
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use sqlx::{ConnectOptions, Error};
use sqlx_core::connection::LogSettings;
use std::{
    borrow::Cow,
    path::{Path, PathBuf},
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use url::{Url, form_urlencoded};

/// Databases in memory are told apart by a number.
static IN_MEMORY: AtomicU64 = AtomicU64::new(0);

/// Where a database is, and how connections to it behave.
#[derive(Clone, Debug)]
pub struct SqliteOptions {
    file: PathBuf,
    mode: Mode,
    patience: Duration,
    log: LogSettings,
    disk: Arc<Disk>,
    pragmas: Vec<(Cow<'static, str>, Cow<'static, str>)>,
}

/// As `mode` of a URL says it (SQLite, Uniform Resource Identifiers).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Mode {
    Read,
    Write,
    Make,
    Memory,
}

impl SqliteOptions {
    /// Makes the file where it is missing.
    #[must_use]
    pub fn create_if_missing(mut self, make: bool) -> Self {
        self.mode = match (self.mode, make) {
            (Mode::Write, true) => Mode::Make,
            (Mode::Make, false) => Mode::Write,
            (mode, _) => mode,
        };
        self
    }

    /// How long another program that holds the file is waited for.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// What each new connection is told first, in this order.
    #[must_use]
    pub fn pragma(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Cow<'static, str>>) -> Self {
        self.pragmas.push((name.into(), value.into()));
        self
    }

    /// The file, which may be missing; nothing where the database is in memory.
    pub fn file(&self) -> Option<&Path> {
        (self.mode != Mode::Memory).then_some(&self.file)
    }

    /// What connections of these options hear of the disk.
    pub fn disk(&self) -> Arc<Disk> {
        Arc::clone(&self.disk)
    }

    /// A connection has one user at a time, so it needs no lock of its own.
    pub(super) fn open(&self) -> rusqlite::Result<Connection> {
        let how = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_EXRESCODE;
        let to_write = how | OpenFlags::SQLITE_OPEN_READ_WRITE;
        let flags = match self.mode {
            Mode::Read => how | OpenFlags::SQLITE_OPEN_READ_ONLY,
            Mode::Write => to_write,
            Mode::Make => to_write | OpenFlags::SQLITE_OPEN_CREATE,
            // One database for all connections of these options.
            Mode::Memory => to_write | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_URI,
        };
        let connection = Connection::open_with_flags(&self.file, flags)?;
        // Else a statement with a bound limit is prepared anew whenever it is used.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        // Whoever waits does so in the runtime.
        connection.busy_timeout(Duration::ZERO)?;
        Ok(connection)
    }

    fn first_words(&self) -> String {
        let pragmas = self.pragmas.iter();
        pragmas
            .map(|(name, value)| format!("PRAGMA {name} = {value};"))
            .collect()
    }
}

impl FromStr for SqliteOptions {
    type Err = Error;

    /// `sqlite:` or `sqlite://`, a path with percent signs, and `?mode=` `ro`, `rw`, `rwc` or `memory`.
    fn from_str(url: &str) -> Result<Self, Error> {
        let rest = url.strip_prefix("sqlite:").unwrap_or(url);
        let rest = rest.strip_prefix("//").unwrap_or(rest);
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let path = percent_decode_str(path).decode_utf8();
        let path = path.map_err(|error| Error::Configuration(error.into()))?;
        let mut mode = Mode::Write;
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            mode = mode_of(&name, &value)?;
        }
        if mode == Mode::Memory || path == ":memory:" || path.is_empty() {
            return Ok(Self::in_memory());
        }
        Ok(Self::of(PathBuf::from(&*path), mode))
    }
}

impl SqliteOptions {
    fn of(file: PathBuf, mode: Mode) -> Self {
        Self {
            file,
            mode,
            patience: Duration::from_secs(5),
            log: LogSettings::default(),
            disk: Arc::default(),
            pragmas: vec![("foreign_keys".into(), "ON".into())],
        }
    }

    /// SQLite shares a database in memory between connections if its name begins with a slash.
    fn in_memory() -> Self {
        let number = IN_MEMORY.fetch_add(1, Ordering::Relaxed);
        Self::of(format!("file:/kakunin-{number}?vfs=memdb").into(), Mode::Memory)
    }
}

fn mode_of(name: &str, value: &str) -> Result<Mode, Error> {
    match (name, value) {
        ("mode", "ro") => Ok(Mode::Read),
        ("mode", "rw") => Ok(Mode::Write),
        ("mode", "rwc") => Ok(Mode::Make),
        ("mode", "memory") => Ok(Mode::Memory),
        _ => Err(Error::Configuration(
            "a sqlite: URL takes mode=ro, rw, rwc or memory".into(),
        )),
    }
}

impl ConnectOptions for SqliteOptions {
    type Connection = SqliteConnection;

    fn from_url(url: &Url) -> Result<Self, Error> {
        url.as_str().parse()
    }

    async fn connect(&self) -> Result<SqliteConnection, Error> {
        let connection = self.open().map_err(told)?;
        let mut connection = SqliteConnection::of(connection, self.patience, self.log.clone(), self);
        connection.run_plain(&self.first_words()).await?;
        Ok(connection)
    }

    fn log_statements(mut self, level: LevelFilter) -> Self {
        self.log.log_statements(level);
        self
    }

    fn log_slow_statements(mut self, level: LevelFilter, duration: Duration) -> Self {
        self.log.log_slow_statements(level, duration);
        self
    }
}

#[cfg(test)]
mod tests;
