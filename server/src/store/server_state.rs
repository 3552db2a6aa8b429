use super::{Pool, Trouble};
use sqlx::{PgPool, Row, postgres::PgSslMode};
use std::net::IpAddr;

/// What a PostgreSQL server is set to, as far as sign-ins hang on it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ServerState {
    /// Connections of everybody, without those that are kept for its administrators.
    pub connections: i64,
    /// Settings that are off and let it forget what it said was done.
    pub forgetful: Vec<String>,
    /// How the way to it is guarded.
    pub way: Way,
}

/// How the way to a server is guarded.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Way {
    /// It does not leave this machine.
    Local,
    /// Everyone on the way reads and changes what they like.
    Clear,
    /// Nobody on the way reads it, but whoever answers may be anybody.
    Encrypted,
    /// Whoever answers has a certificate of an authority that is trusted, the public ones included (sqlx trusts them beside that of
    /// `sslrootcert`), for any name.
    AnyName,
    /// Whoever answers has a certificate for the host of the URL.
    Verified,
}

const SELECT: &str = "SELECT
    CAST(current_setting('max_connections') AS BIGINT)
        - CAST(current_setting('superuser_reserved_connections') AS BIGINT) AS connections,
    current_setting('fsync') AS fsync,
    current_setting('full_page_writes') AS full_page_writes,
    current_setting('synchronous_commit') AS synchronous_commit,
    coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS encrypted";

impl Pool {
    /// Asks a PostgreSQL server; nothing for SQLite, which has none.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub async fn server_state(&self) -> Result<Option<ServerState>, Trouble> {
        match self {
            Self::Sqlite(_) => Ok(None),
            Self::Postgres(pool) => Ok(Some(ask(pool).await?)),
        }
    }
}

async fn ask(pool: &PgPool) -> Result<ServerState, sqlx::Error> {
    let row = sqlx::query(SELECT).fetch_one(pool).await?;
    let mut forgetful = Vec::new();
    for name in ["fsync", "full_page_writes", "synchronous_commit"] {
        if row.try_get::<String, _>(name)? == "off" {
            forgetful.push(name.to_owned());
        }
    }
    Ok(ServerState {
        connections: row.try_get("connections")?,
        forgetful,
        way: way(pool, row.try_get("encrypted")?),
    })
}

fn way(pool: &PgPool, encrypted: bool) -> Way {
    let options = pool.connect_options();
    if encrypted {
        return match options.get_ssl_mode() {
            PgSslMode::VerifyFull => Way::Verified,
            PgSslMode::VerifyCa => Way::AnyName,
            _ => Way::Encrypted,
        };
    }
    let host = options.get_host();
    let is_loopback = host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback());
    if options.get_socket().is_some() || host.starts_with('/') || is_loopback {
        Way::Local
    } else {
        Way::Clear
    }
}
