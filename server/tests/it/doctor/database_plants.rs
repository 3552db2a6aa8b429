use super::{
    around::Around,
    diagnosis::SECRET,
    odd_server::{Answer, nobody},
    plant::Plant,
};
use crate::process::Place;
use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
};

/// A database of the sandbox in the place of the live one.
fn make_sandbox(place: &Place) {
    let mut command = place.command(&["user", "unlock", "nobody"]);
    for name in ["ACCOUNT_SID", "AUTH_TOKEN", "VERIFICATION_SID", "BASE_URL"] {
        command.env_remove(format!("TWILIO_{name}"));
    }
    // It refuses, because there is nobody, after it has made the database.
    assert_eq!(command.output().unwrap().status.code(), Some(1));
}

/// A live database, changed by this text.
fn make_and_change(place: &Place, sql: &'static str) {
    place.run(&["user", "unlock", "nobody"], "");
    let url = format!("sqlite://{}", place.path().join("data/kakunin.db").display());
    let change = async move {
        let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
        sqlx::query(sql).execute(&pool).await.unwrap();
        pool.close().await;
    };
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build();
    std::thread::spawn(move || runtime().unwrap().block_on(change))
        .join()
        .unwrap();
}

const NEWER: &str = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                     VALUES (99999, 'later', TRUE, x'00', 0)";

fn write(place: &Place, file: &str, text: &str, mode: u32) {
    let path = place.path().join(file);
    fs::write(&path, text).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_database_that_will_not_do_is_found() {
    let (_kept, closed) = nobody();
    let web = Answer::new(200, "<html>").serve().await;
    Around::start()
        .finds(vec![
            Plant::new("the sandbox's database")
                .set("DATABASE_URL", "sqlite://one.db")
                .prepare(make_sandbox)
                .mistake("database-mode", "was first used with the sandbox"),
            Plant::new("a database of a newer release")
                .prepare(|place| make_and_change(place, NEWER))
                .mistake("database-form", "a newer release made migration 99999"),
            Plant::new("a migration with another text")
                .prepare(|place| make_and_change(place, "UPDATE _sqlx_migrations SET checksum = x'00'"))
                .mistake("database-form", "was made from another text"),
            Plant::new("a migration that failed")
                .prepare(|place| make_and_change(place, "UPDATE _sqlx_migrations SET success = FALSE"))
                .mistake("database-form", "failed halfway"),
            Plant::new("tables that take no row")
                .prepare(|place| make_and_change(place, "ALTER TABLE portal RENAME TO gone"))
                .mistake("database-mode", "cannot be read")
                .mistake("database-write", "reports an error"),
            Plant::new("a data folder that cannot be made")
                .set("KAKUNIN_DATA_DIR", "taken/data")
                .prepare(|place| write(place, "taken", "a file", 0o600))
                .mistake("database-file", "taken is no folder"),
            Plant::new("a file that is no database")
                .set("DATABASE_URL", "sqlite://noise.db")
                .prepare(|place| write(place, "noise.db", &"noise ".repeat(1_000), 0o600))
                .mistake("database", "is no SQLite database"),
            Plant::new("a database that others may read")
                .prepare(|place| {
                    make_and_change(place, "SELECT 1");
                    let file = place.path().join("data/kakunin.db");
                    fs::set_permissions(file, Permissions::from_mode(0o644)).unwrap();
                })
                .warning("database-file", "others may read"),
            Plant::new("a database that can only be read")
                .set("DATABASE_URL", "sqlite://data/kakunin.db?mode=ro")
                .prepare(|place| {
                    let mut command = place.command(&["user", "unlock", "nobody"]);
                    command
                        .env("DATABASE_URL", "sqlite://data/kakunin.db")
                        .output()
                        .unwrap();
                })
                .mistake("database-write", "it can be read only"),
            Plant::new("a database in memory")
                .set("DATABASE_URL", "sqlite::memory:")
                .warning("database", "every account is lost"),
            Plant::new("a URL that cannot be read")
                .set("DATABASE_URL", format!("postgres://me:{SECRET}@[host/kakunin"))
                .mistake("database", "DATABASE_URL cannot be read"),
            Plant::new("a server where nobody listens")
                .set("DATABASE_URL", format!("postgres://me:{SECRET}@{closed}/kakunin"))
                .mistake("database", "the server cannot be reached"),
            Plant::new("a server that is none of PostgreSQL's")
                .set(
                    "DATABASE_URL",
                    format!("postgres://me:{SECRET}@{web}/kakunin?sslmode=disable"),
                )
                .mistake("database", "is not the database"),
        ])
        .await;
}

/// A live database whose key is in a file.
fn make_with_file(place: &Place) {
    make_and_change(place, "SELECT 1");
}

fn key_file(place: &Place) -> std::path::PathBuf {
    place.path().join("data/data.key")
}

fn plant(what: &'static str, prepare: impl Fn(&Place) + 'static) -> Plant {
    Plant::new(what).unset("KAKUNIN_DATA_KEY").prepare(move |place| {
        make_with_file(place);
        prepare(place);
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_data_key_that_will_not_do_is_found() {
    let next = "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=";
    Around::start()
        .finds(vec![
            plant("nothing: the key is in a file", |_| {}),
            plant("a key that is lost", |place| {
                fs::remove_file(key_file(place)).unwrap()
            })
            .mistake(
                "data-key",
                "is missing, and the numbers in the database are sealed with it",
            ),
            plant("a key of another database", move |place| {
                write(place, "data/data.key", next, 0o600)
            })
            .mistake("data-key", "sealed with another key"),
            plant("half a key", |place| write(place, "data/data.key", "half", 0o600))
                .mistake("data-key", "is damaged"),
            plant("a key that others may read", |place| {
                fs::set_permissions(key_file(place), Permissions::from_mode(0o640)).unwrap();
            })
            .warning("data-key", "others may read"),
            plant("a rotation that did not happen", move |place| {
                write(place, "data/data.key.next", next, 0o600);
            })
            .warning("data-key", "is left of a rotation that did not happen"),
            plant("a rotation that was cut off after its commit", move |place| {
                fs::rename(key_file(place), place.path().join("data/data.key.next")).unwrap();
                write(place, "data/data.key", next, 0o600);
            })
            .warning("data-key", "the next start puts it in place"),
            Plant::new("another setting")
                .set("DATABASE_URL", "sqlite://one.db")
                .prepare(|place| {
                    let mut command = place.command(&["migrate"]);
                    command.env("KAKUNIN_DATA_KEY", "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=");
                    assert!(command.output().unwrap().status.success());
                })
                .mistake("data-key", "sealed with another key"),
        ])
        .await;
}
