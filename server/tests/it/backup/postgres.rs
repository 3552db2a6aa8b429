//! The same with the programs that PostgreSQL brings.

use super::{Load, is_of_one_moment, place, works};
use crate::{
    engines::{self, open_database},
    portal::{PHONE, Portal},
};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output},
};
use url::Url;

/// A program of PostgreSQL; Debian keeps them in a folder for each version.
fn program(name: &str) -> Option<PathBuf> {
    let in_path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&in_path).collect();
    if let Ok(versions) = fs::read_dir("/usr/lib/postgresql") {
        let mut versions: Vec<_> = versions.map(|version| version.unwrap().path()).collect();
        versions.sort();
        folders.splice(
            0..0,
            versions.into_iter().rev().map(|version| version.join("bin")),
        );
    }
    folders
        .iter()
        .map(|folder| folder.join(name))
        .find(|path| path.exists())
}

fn run(program: &Path, arguments: &[&str]) -> Output {
    let output = Command::new(program).args(arguments).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dump_under_load_becomes_a_portal_that_works() {
    let (Some(from), Some(to)) = (engines::postgres().await, engines::postgres().await) else {
        return;
    };
    let (Some(dump), Some(restore)) = (program("pg_dump"), program("pg_restore")) else {
        let _ = writeln!(
            std::io::stderr(),
            "A dump was left out: pg_dump or pg_restore is missing"
        );
        return;
    };
    let portal = Portal::with(&[("DATABASE_URL", &from.url)]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let load = Load::on(&portal).await;
    load.goes_on(20).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kakunin.dump").to_str().unwrap().to_owned();
    let before = load.made();
    let (url, copy) = (from.url.clone(), file.clone());
    let dumped = tokio::task::spawn_blocking(move || {
        run(&dump, &["--format=custom", &format!("--file={copy}"), &url]);
    });
    dumped.await.unwrap();
    let after = load.made() + 1;
    load.end().await;
    let into = format!("--dbname={}", to.url);
    run(&restore, &["--no-owner", "--exit-on-error", &into, &file]);
    is_of_one_moment(&open_database(&to.url).await.unwrap(), before, after).await;
    works(&to.url).await;
    from.remove().await;
    to.remove().await;
}

#[tokio::test]
async fn the_command_names_the_program_for_it() {
    let url = Url::parse("postgres://nobody@127.0.0.1:1/none").unwrap();
    let output = place(url.as_str()).run(&["backup", "copy.db"], "");
    assert_eq!(
        (output.status.code(), &*String::from_utf8_lossy(&output.stderr)),
        (
            Some(1),
            "kakunin: this database is on PostgreSQL, which has its own programs for that: pg_dump --format=custom --file=FILE\n"
        )
    );
}
