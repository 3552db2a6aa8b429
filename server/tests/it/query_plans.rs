//! No statement of the portal reads a table from its beginning to its end that grows with people, sessions or years: what takes
//! a millisecond with a thousand rows would take a second with a million.

use crate::{
    browser::Browser,
    process::{Place, Serving},
};
use sqlx::{AssertSqlSafe, Connection, Row, SqlSafeStr, SqliteConnection};
use std::collections::BTreeSet;

const PASSWORD: &str = "verify-me-quietly";
const NUMBER: &str = "090-1234-5678";

/// Tables that stay small, whatever happens.
const SMALL: [&str; 4] = ["portal", "_sqlx_migrations", "sqlite_master", "pumping_places"];

/// How a plan ends that reads the rows which the statement itself brings.
const OWN_ROWS: &str = " VALUES CLAUSE";

/// Beginnings of statements that are known to read a large table whole, and why that may be. One that no longer does fails the
/// test, too: the list gets shorter only.
const KNOWN: [(&str, &str); 0] = [];

/// Everything that people do, with what goes wrong on the way.
async fn walk(browser: &Browser) {
    browser.give_password("nobody", "wrong").await;
    browser.give_password("hanako", "wrong").await;
    browser
        .give_password("hanako", PASSWORD)
        .await
        .leads_to("/verify");
    browser.press("sms", &[("contact_to", NUMBER)]).await;
    browser.type_code("000000").await;
    let messages: serde_json::Value =
        serde_json::from_str(&browser.get("/sandbox/messages").await.body).unwrap();
    let code = messages[0]["code"].as_str().unwrap();
    browser.type_code(code).await.leads_to("/account");
    for page in ["/account", "/account/sessions", "/account/recovery-codes"] {
        assert_eq!(browser.get(page).await.status, 200, "{page}");
    }
    browser.post("/account/recovery-codes", &[]).await;
    browser.post("/api/revoke_other_sessions", &[]).await;
    let fields = [
        ("current_password", PASSWORD),
        ("new_password", "another-quiet-one"),
    ];
    browser.post("/api/change_password", &fields).await;
    browser.post("/api/logout", &[]).await;
}

/// Every statement that the log has, once.
fn statements(log: &str) -> BTreeSet<String> {
    let lines = log
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    lines
        .filter_map(|line| {
            let fields = &line["fields"];
            let text = fields["db.statement"].as_str().filter(|text| !text.is_empty());
            text.or_else(|| fields["summary"].as_str()).map(str::to_owned)
        })
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|text| {
            ["SELECT", "INSERT", "UPDATE", "DELETE"]
                .iter()
                .any(|word| text.starts_with(word))
        })
        .collect()
}

/// The large tables that SQLite would read whole for it.
async fn scanned(connection: &mut SqliteConnection, statement: &str) -> Vec<String> {
    let text = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}")).into_sql_str();
    let plan = sqlx::query(text).fetch_all(connection).await.unwrap();
    let details = plan.iter().map(|row| row.get::<String, _>("detail"));
    details
        .filter(|detail| !detail.ends_with(OWN_ROWS))
        .filter_map(|detail| {
            let table = detail.strip_prefix("SCAN ")?.split(' ').next()?.to_owned();
            (!SMALL.contains(&&*table)).then_some(table)
        })
        .collect()
}

#[tokio::test]
async fn no_statement_reads_a_large_table_whole() {
    let place = Place::new(&[
        ("KAKUNIN_LISTEN", "127.0.0.1:0"),
        ("KAKUNIN_LOG", "info,sqlx::query=debug"),
        ("KAKUNIN_LOG_FORMAT", "json"),
        ("DATABASE_URL", "sqlite:all.db"),
    ]);
    let input = format!("{PASSWORD}\n");
    assert!(
        place
            .run(&["user", "add", "hanako", "--with-password"], &input)
            .status
            .success()
    );
    let mut portal: Serving = place.serve(&[]);
    walk(&Browser::new(portal.address("Kakunin "))).await;
    portal.stop();
    let statements = statements(&place.log());
    assert!(statements.len() > 60, "{statements:#?}");

    let url = format!("sqlite:{}", place.path().join("all.db").display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    let mut known = BTreeSet::new();
    let mut found = Vec::new();
    for statement in &statements {
        let tables = scanned(&mut connection, statement).await;
        match KNOWN.iter().find(|(begin, _)| statement.starts_with(begin)) {
            _ if tables.is_empty() => {}
            Some((begin, _)) => drop(known.insert(*begin)),
            None => found.push(format!("{tables:?}: {statement}")),
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    for (begin, why) in KNOWN {
        assert!(known.contains(begin), "no longer needed: {begin} ({why})");
    }
}
