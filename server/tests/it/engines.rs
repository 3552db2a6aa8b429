//! Databases to test on: SQLite always, PostgreSQL where `TEST_POSTGRES_URL` names a server.

use server::{
    data_key::DataKeySource,
    randomness::SystemRandomness,
    store::{Database, DatabaseLimits, OpenError, Synchronous},
};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::{
    io::Write,
    sync::{
        Arc, Once,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tempfile::TempDir;
use url::Url;

static LEFT_OUT: Once = Once::new();
static MADE: AtomicUsize = AtomicUsize::new(0);

/// A database of one test on a PostgreSQL server.
pub(crate) struct Postgres {
    pub url: String,
    server: String,
    name: String,
}

impl Postgres {
    /// Drops it, whoever is still connected. A test that failed leaves its database behind, to be looked at.
    pub(crate) async fn remove(self) {
        execute(&self.server, format!("DROP DATABASE {} WITH (FORCE)", self.name)).await;
    }
}

async fn execute(server: &str, sql: String) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    sqlx::query(AssertSqlSafe(sql))
        .execute(&mut connection)
        .await
        .unwrap();
}

/// A fresh database, or nothing where there is no server.
pub(crate) async fn postgres() -> Option<Postgres> {
    let server = std::env::var("TEST_POSTGRES_URL")
        .ok()
        .filter(|url| !url.is_empty());
    let Some(server) = server else {
        // Past the capturing of the test harness: whoever reads the run must know.
        LEFT_OUT.call_once(|| {
            let _ = writeln!(
                std::io::stderr(),
                "PostgreSQL was left out: TEST_POSTGRES_URL is not set"
            );
        });
        return None;
    };
    let _ = rustls::crypto::ring::default_provider().install_default();
    let name = format!(
        "kakunin_{}_{}",
        std::process::id(),
        MADE.fetch_add(1, Ordering::SeqCst)
    );
    execute(&server, format!("CREATE DATABASE {name} TEMPLATE template0")).await;
    let mut url = Url::parse(&server).unwrap();
    url.set_path(&name);
    Some(Postgres {
        url: url.into(),
        server,
        name,
    })
}

async fn sqlite() -> (TempDir, Database) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/data/test.db", folder.path().display());
    let database = open_database(&url).await.unwrap();
    (folder, database)
}

/// The data key of every test, as `KAKUNIN_DATA_KEY` names it.
pub(crate) const DATA_KEY: &str = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";

/// Opens a database with that key, as another process of the same portal would.
pub(crate) async fn open_database(url: &str) -> Result<Database, OpenError> {
    let key = DataKeySource::parse(DATA_KEY).unwrap();
    let key = key.obtain(Arc::new(SystemRandomness)).unwrap();
    let limits = DatabaseLimits {
        synchronous: Synchronous::Normal,
        // As for the portals of the tests.
        patience: Duration::from_secs(60),
        ..DatabaseLimits::default()
    };
    Database::open(url, limits, key).await
}

/// The same, for contracts that open the database themselves.
pub(crate) async fn on_each_url(contract: impl AsyncFn(&str)) {
    println!("on SQLite");
    let folder = tempfile::tempdir().unwrap();
    contract(&format!("sqlite://{}/data/test.db", folder.path().display())).await;
    if let Some(server) = postgres().await {
        println!("on PostgreSQL");
        contract(&server.url).await;
        server.remove().await;
    }
}

/// Runs a contract on a fresh database of each engine. The output of a failure names the engine.
pub(crate) async fn on_each_engine(contract: impl AsyncFn(Database)) {
    println!("on SQLite");
    let (_folder, database) = sqlite().await;
    contract(database).await;
    if let Some(server) = postgres().await {
        println!("on PostgreSQL");
        let database = open_database(&server.url).await.unwrap();
        contract(database).await;
        server.remove().await;
    }
}
