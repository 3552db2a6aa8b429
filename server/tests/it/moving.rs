//! `kakunin export` and `kakunin import`: accounts move from a database into another one, of the other engine, too.

mod refused;

use crate::{
    engines::{self, DATA_KEY},
    portal::{PASSWORD, PHONE, Portal},
    process::Place,
    steps::Answer,
};
use app::domain::Notice;
use server::store::{AuditChoice, Database};
use std::{os::unix::fs::PermissionsExt, path::Path, process::Output};

/// What every operator of these tests has set.
fn place_of(url: &str) -> Place {
    Place::new(&[("DATABASE_URL", url), ("KAKUNIN_DATA_KEY", DATA_KEY)])
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[track_caller]
fn told(output: &Output) -> String {
    assert_eq!(
        (output.status.code(), text(&output.stderr)),
        (Some(0), String::new())
    );
    text(&output.stdout)
}

fn export(url: &str, file: &Path) -> Output {
    place_of(url).run(&["export", file.to_str().unwrap()], "")
}

fn import(url: &str, file: &Path) -> Output {
    place_of(url).run(&["import", file.to_str().unwrap()], "")
}

/// From one database into another: in a file each, and between the engines where there is a server.
async fn each_way(contract: impl AsyncFn(&str, &str)) {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| format!("sqlite://{}/{name}/portal.db", folder.path().display());
    println!("from SQLite to SQLite");
    contract(&file("one"), &file("two")).await;
    if let Some(server) = engines::postgres().await {
        println!("from SQLite to PostgreSQL");
        contract(&file("three"), &server.url).await;
        server.remove().await;
    }
    if let Some(server) = engines::postgres().await {
        println!("from PostgreSQL to SQLite");
        contract(&server.url, &file("four")).await;
        server.remove().await;
    }
}

/// A portal in use: Hanako has a phone and recovery codes, Taro is locked, Jiro has a link for his first password, and an operator
/// has stopped all messages. Gives Hanako's codes and Jiro's link.
async fn portal_in_use(url: &str) -> (Portal, Vec<String>, String) {
    let portal = Portal::with(&[("DATABASE_URL", url)]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal.add_user("taro", None).await;
    let hanako = portal.signed_in("hanako").await;
    let page = hanako.get("/account/recovery-codes").await;
    let made = hanako.submit(&page, "/account/recovery-codes", &[]).await;
    let codes: Vec<String> = made
        .body
        .split("<code>")
        .skip(1)
        .map(|rest| rest.split("</code>").next().unwrap().to_owned())
        .collect();
    assert_eq!(codes.len(), 10);
    let place = place_of(url);
    told(&place.run(&["user", "lock", "taro"], ""));
    let made = told(&place.run(&["user", "add", "jiro"], ""));
    let (_, link) = made.trim_end().rsplit_once('#').unwrap();
    told(&place.run(&["sends", "stop"], ""));
    (portal, codes, link.to_owned())
}

async fn audit(database: &Database) -> Vec<String> {
    let rows = database.audit_after(&AuditChoice::default(), None, 1_000).await;
    rows.unwrap().iter().map(|row| format!("{:?}", row.row)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn accounts_arrive_with_all_that_lets_people_in() {
    each_way(async |from, to| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("accounts.jsonl");
        let (old, codes, link) = portal_in_use(from).await;
        let said = told(&export(from, &file));
        assert!(said.starts_with("4 accounts and "), "{said}");
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let written = std::fs::read_to_string(&file).unwrap();
        assert!(!written.contains("9012345678") && !written.contains(&link) && !written.contains(&codes[0]));
        assert!(told(&import(to, &file)).starts_with("4 accounts and "));

        let here = engines::open_database(to).await.unwrap();
        let (before, mut after) = (audit(&old.database().await).await, audit(&here).await);
        assert!(after.pop().unwrap().contains("accounts_imported"));
        assert_eq!(after, before);
        assert!(before.last().unwrap().contains("accounts_exported"));

        let new = Portal::with(&[("DATABASE_URL", to)]).await;
        people_come_in(&new, to, &codes, &link).await;
    })
    .await;
}

async fn people_come_in(portal: &Portal, url: &str, codes: &[String], link: &str) {
    assert_eq!(portal.phone_of("hanako").await.as_deref(), Some(PHONE));
    let hanako = portal.half_open("hanako").await;
    hanako.send_code("sms", "").await.says(Notice::SendsStopped);
    told(&place_of(url).run(&["sends", "resume"], ""));
    portal.signed_in("hanako").await;
    let recovering = portal.half_open("hanako").await;
    for (code, is_good) in [(&codes[3], true), (&codes[3], false)] {
        let browser = if is_good {
            recovering.clone()
        } else {
            portal.half_open("hanako").await
        };
        browser
            .ask("/api/use_recovery_code", &[("recovery_code", code)])
            .await;
        assert_eq!(browser.is_signed_in().await, is_good);
    }

    let taro = portal.browser();
    taro.give_password("taro", PASSWORD).await.leads_to("/");
    assert_eq!(taro.get("/").await.notice(), Some(Notice::AccountLocked.as_str()));

    let jiro = portal.browser();
    let fields = [("token", link), ("new_password", "stone lantern")];
    jiro.ask("/api/choose_password", &fields)
        .await
        .says(Notice::PasswordChosen);
    jiro.give_password("jiro", "stone lantern")
        .await
        .leads_to("/verify");
}

/// A file of the first form, as the release that brought it wrote it: it is read as long as that form is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_of_the_first_form_is_still_read() {
    engines::on_each_url(async |url| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/export_form_1.jsonl");
        assert_eq!(
            told(&import(url, &file)),
            format!(
                "2 accounts and 4 rows of the audit log were taken from {}.\n",
                file.display()
            )
        );
        let portal = Portal::with(&[("DATABASE_URL", url)]).await;
        portal.signed_in("hanako").await;
    })
    .await;
}
