//! `kakunin user remove`: the account goes with all that hangs on it, and the audit log stays.

use super::{do_it, is_refused, shown};
use crate::{
    browser::Browser,
    engines::{DATA_KEY, on_each_url},
    portal::Portal,
    process::Place,
    steps::Answer,
};
use server::{
    auth::LinkToken,
    randomness::SystemRandomness,
    store::{Database, Pool},
};
use sqlx::AssertSqlSafe;
use std::collections::BTreeSet;

#[test]
fn an_account_is_removed_after_a_yes_and_its_rows_stay() {
    let place = Place::new(&[]);
    do_it(&place, &["user", "add", "hanako"]);
    let id = shown(&place, "hanako")["id"].as_str().unwrap().to_owned();
    let refused = place.run(&["user", "remove", "hanako"], "hanako\n");
    is_refused(&refused, "nobody is here to ask: confirm with --yes");
    let removed = do_it(&place, &["user", "remove", "hanako", "--yes"]);
    assert!(
        removed.ends_with(&format!("kakunin audit --user {id}\n")),
        "{removed}"
    );
    assert_eq!(do_it(&place, &["user", "list"]), "");
    let audit = do_it(&place, &["audit", "--user", &id]);
    assert!(
        audit.contains("user_added") && audit.contains("user_removed"),
        "{audit}"
    );
}

const NUMBER: &str = "+819012345678";

/// The tables in which any column of any row holds this text.
async fn tables_with(database: &Database, text: &str) -> BTreeSet<String> {
    let mut tables = BTreeSet::new();
    for table in all_tables(database).await {
        let rows: i64 = match &database.pool {
            Pool::Sqlite(pool) => {
                let columns: Vec<String> = sqlx::query_scalar("SELECT name FROM pragma_table_info($1)")
                    .bind(&table)
                    .fetch_all(pool)
                    .await
                    .unwrap();
                let holds = |column: &String| format!("instr(coalesce({column}, ''), $1) > 0");
                let holds: Vec<_> = columns.iter().map(holds).collect();
                let sql = format!("SELECT count(*) FROM {table} WHERE {}", holds.join(" OR "));
                let query = sqlx::query_scalar(AssertSqlSafe(sql)).bind(text);
                query.fetch_one(pool).await.unwrap()
            }
            Pool::Postgres(pool) => {
                let sql = format!("SELECT count(*) FROM {table} AS line WHERE strpos(line::text, $1) > 0");
                let query = sqlx::query_scalar(AssertSqlSafe(sql)).bind(text);
                query.fetch_one(pool).await.unwrap()
            }
        };
        if rows > 0 {
            tables.insert(table);
        }
    }
    tables
}

async fn all_tables(database: &Database) -> Vec<String> {
    match &database.pool {
        Pool::Sqlite(pool) => sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'table'")
            .fetch_all(pool)
            .await
            .unwrap(),
        Pool::Postgres(pool) => {
            sqlx::query_scalar("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'")
                .fetch_all(pool)
                .await
                .unwrap()
        }
    }
}

/// A user with something in every table that knows of users; gives the id and a browser that is signed in.
async fn add_whole_user(portal: &Portal, name: &str, number: &str) -> (String, Browser) {
    portal.add_user(name, Some(number)).await;
    let browser = portal.awaiting_code(name).await;
    let code = portal.code().await;
    let fields = [("code", &*code), ("remember", "on")];
    browser.ask("/api/check_code", &fields).await.account();
    let page = browser.get("/account/recovery-codes").await;
    let page = browser.submit(&page, "/account/recovery-codes", &[]).await;
    assert_eq!(page.status, 200);
    portal.awaiting_code(name).await;
    let database = portal.database().await;
    let id = database.user_by_name(name).await.unwrap().unwrap().id;
    let (token, now) = (LinkToken::random(&SystemRandomness), portal.clock_now());
    let mut transaction = database.begin().await.unwrap();
    transaction
        .add_password_link(&token.hash(), &id, now, now + 600)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    (id, browser)
}

/// Counts go with their time, as docs/data.md tells.
#[tokio::test]
async fn nothing_of_a_removed_account_is_left_but_its_audit_rows_and_counts() {
    on_each_url(async |url| {
        let remembers = ("KAKUNIN_REMEMBER_BROWSER_DAYS", "30");
        let portal = Portal::with(&[("DATABASE_URL", url), remembers]).await;
        let (id, browser) = add_whole_user(&portal, "hanako", NUMBER).await;
        let (others_id, other) = add_whole_user(&portal, "jiro", "+818012345678").await;
        let database = portal.database().await;
        let hash = database.data_key().hash(&NUMBER.parse().unwrap());
        let of_users = [
            "challenges",
            "password_links",
            "recovery_codes",
            "remembered_browsers",
            "sessions",
            "users",
        ];
        let before = tables_with(&database, &id).await;
        let others = tables_with(&database, &others_id).await;
        for table in of_users {
            assert!(before.contains(table) && others.contains(table), "{table}");
        }
        assert!(tables_with(&database, hash.as_str()).await.contains("users"));

        let place = Place::new(&[("DATABASE_URL", url), ("KAKUNIN_DATA_KEY", DATA_KEY)]);
        do_it(&place, &["user", "remove", "hanako", "--yes"]);
        let left = |tables: BTreeSet<String>| tables.into_iter().collect::<Vec<_>>();
        assert_eq!(left(tables_with(&database, &id).await), ["audit", "ceilings"]);
        assert_eq!(left(tables_with(&database, "hanako").await), [""; 0]);
        for digits in ["9012345678", "90-1234-5678", "1234-5678", "12345678"] {
            assert_eq!(left(tables_with(&database, digits).await), [""; 0], "{digits}");
        }
        let of_number = tables_with(&database, hash.as_str()).await;
        assert!(
            of_number.is_disjoint(&of_users.map(str::to_owned).into()),
            "{of_number:?}"
        );
        assert!(database.count_audit("signed_in", Some(&id)).await.unwrap() > 0);

        browser.get("/account").await.leads_to("/");
        assert!(other.is_signed_in().await);
        assert_eq!(tables_with(&database, &others_id).await, others);
    })
    .await;
}
