//! Whoever tries user IDs learns nothing from text, status, size, headers or cookies. Time is measured by
//! `make bench-enumeration`.

use crate::{
    page::Page,
    portal::{PHONE, Portal},
};
use server::store::Pool;

/// User IDs of each kind, none longer than another one where the page could show it.
fn names() -> Vec<(&'static str, String)> {
    vec![
        ("known", "hanako".into()),
        ("unknown", "nobody".into()),
        ("without a phone", "taro12".into()),
        ("locked by an operator", "locked".into()),
        ("with a locked second factor", "failed".into()),
        ("without a password", "invite".into()),
        ("malformed", "a\u{7}b".into()),
        ("too long", "n".repeat(2_000)),
        ("empty", String::new()),
        ("known, spelt otherwise", " ＨＡＮＡＫＯ".into()),
    ]
}

async fn portal() -> Portal {
    let portal = Portal::with(&[("KAKUNIN_SIGN_IN_FAILURES_PER_ACCOUNT", "2")]).await;
    portal.add_user("taro12", None).await;
    for name in ["hanako", "locked", "failed", "invite"] {
        portal.add_user(name, Some(PHONE)).await;
    }
    let Pool::Sqlite(pool) = portal.database().await.pool else {
        unreachable!("the portal of a test is on SQLite")
    };
    for sql in [
        "UPDATE users SET locked_at = 1 WHERE username = 'locked'",
        "UPDATE users SET failures = 100 WHERE username = 'failed'",
        "UPDATE users SET password_hash = '' WHERE username = 'invite'",
    ] {
        assert_eq!(sqlx::query(sql).execute(&pool).await.unwrap().rows_affected(), 1);
    }
    portal
}

/// Everything that somebody outside can compare; the nonce of a page is random.
fn visible(page: &Page) -> String {
    let mut headers: Vec<_> = page
        .headers
        .iter()
        .filter(|(name, _)| *name != "date")
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    headers.sort();
    let all = format!("{}\n{}\n\n{}", page.status, headers.join("\n"), page.body);
    let policy = page.header("content-security-policy").unwrap_or_default();
    match policy
        .split("'nonce-")
        .nth(1)
        .and_then(|rest| rest.split('\'').next())
    {
        Some(nonce) => all.replace(nonce, &"N".repeat(nonce.len())),
        None => all,
    }
}

/// Three attempts, of which the last one is held back, with every answer on the way.
async fn plain(portal: &Portal, name: &str) -> Vec<String> {
    let browser = portal.browser();
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(visible(&browser.get("/").await));
        let fields = [("username", name), ("password", "wrong password")];
        seen.push(visible(&browser.post("/api/login", &fields).await));
        seen.push(visible(&browser.get("/").await));
        seen.push(browser.cookies());
    }
    seen
}

async fn hydrated(portal: &Portal, name: &str) -> Vec<String> {
    let browser = portal.browser();
    let mut seen = Vec::new();
    for _ in 0..3 {
        let fields = [("username", name), ("password", "wrong password")];
        seen.push(visible(&browser.fetch("/api/login", &fields).await));
        seen.push(browser.cookies());
    }
    seen
}

#[tokio::test]
async fn every_kind_of_user_id_gets_the_same_bytes_without_script() {
    let portal = portal().await;
    let expected = plain(&portal, "unknown too").await;
    assert!(expected[1].contains("wrong_password") && expected[9].contains("too_many_sign_ins@"));
    for (kind, name) in names().iter().take(9) {
        assert_eq!(plain(&portal, name).await, expected, "{kind}");
    }
}

#[tokio::test]
async fn every_kind_of_user_id_gets_the_same_bytes_by_script() {
    let portal = portal().await;
    let expected = hydrated(&portal, "unknown too").await;
    assert!(expected[0].contains("wrong_password") && expected[4].contains("too_many_sign_ins"));
    for (kind, name) in names().iter().take(9) {
        assert_eq!(hydrated(&portal, name).await, expected, "{kind}");
    }
}

#[tokio::test]
async fn another_spelling_shares_the_tries() {
    let portal = portal().await;
    let names = names();
    plain(&portal, &names[0].1).await;
    let seen = plain(&portal, &names[9].1).await;
    assert!(seen[1].contains("too_many_sign_ins@"), "{}", seen[1]);
}
