//! The sign-in page as strangers see it is kept, and is to the letter what the routes make.

use crate::{
    browser::{Browser, SESSION},
    page::{Page, attribute},
    portal::{PHONE, Portal},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::Method;
use sha2::{Digest, Sha256};

/// What tells a kept page from one that was made for its reader.
fn is_kept(page: &Page) -> bool {
    !page
        .header("content-security-policy")
        .unwrap()
        .contains("'nonce-")
}

/// A page for its reader, in the form in which it would be kept: each nonce replaced by the hash of its script.
fn as_kept(page: &Page) -> (String, String) {
    let policy = page.header("content-security-policy").unwrap();
    let (before, after) = policy.split_once("'nonce-").unwrap();
    let (nonce, after) = after.split_once('\'').unwrap();
    let scripts = page.body.split("<script").skip(1).map(|script| {
        let (tag, script) = script.split_once('>').unwrap();
        assert_eq!(attribute(tag, "nonce"), Some(nonce));
        let (script, _) = script.split_once("</script>").unwrap();
        format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script)))
    });
    let sources: Vec<_> = scripts.collect();
    let body = page.body.replace(&format!(" nonce=\"{nonce}\""), "");
    (format!("{before}{}{after}", sources.join(" ")), body)
}

/// Names and values of the headers that both kinds have in common.
fn common_headers(page: &Page) -> Vec<(String, String)> {
    const OTHERS: [&str; 6] = [
        "content-security-policy",
        "content-length",
        "transfer-encoding",
        "vary",
        "date",
        "content-encoding",
    ];
    let mut headers: Vec<_> = page
        .headers
        .iter()
        .filter(|(name, _)| !OTHERS.contains(&name.as_str()))
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    headers.sort();
    headers
}

async fn compare(browser: &Browser, about: &str) {
    let kept = browser.get("/").await;
    // With a query it is not the address that strangers ask for.
    let made = browser.get("/?x").await;
    assert!(is_kept(&kept) && !is_kept(&made), "{about}");
    let (policy, body) = as_kept(&made);
    assert_eq!(kept.body, body, "{about}");
    assert_eq!(kept.header("content-security-policy"), Some(&*policy), "{about}");
    assert_eq!(kept.header("vary"), Some("accept-encoding"));
    assert_eq!(
        (kept.status, common_headers(&kept)),
        (made.status, common_headers(&made)),
        "{about}"
    );
    assert_eq!(browser.get("/").await.body, kept.body, "{about}");
}

#[tokio::test]
async fn it_is_what_the_routes_make_in_every_language_and_look() {
    let help = [
        ("KAKUNIN_HELP_EN", "Call <1234> & wait."),
        ("KAKUNIN_NAME", "A \"B\" <C>"),
    ];
    for portal in [Portal::start().await, Portal::with(&help).await] {
        for asked in ["ja", "en"] {
            compare(&portal.browser().speaking(asked), asked).await;
            for language in ["ja", "en"] {
                for theme in ["system", "light", "dark", "unknown"] {
                    let browser = portal.browser().speaking(asked);
                    browser.set_cookie("kakunin_language", language);
                    browser.set_cookie("kakunin_theme", theme);
                    compare(&browser, &format!("{asked} {language} {theme}")).await;
                }
            }
        }
    }
}

#[tokio::test]
async fn cookies_that_say_nothing_to_it_change_nothing() {
    let portal = Portal::start().await;
    for (name, value) in [
        ("someone_elses", "1"),
        ("kakunin_known", "no such browser"),
        ("kakunin_browser", "no such browser"),
        ("kakunin_return", "/account"),
    ] {
        let browser = portal.browser();
        browser.set_cookie(name, value);
        compare(&browser, name).await;
    }
}

#[tokio::test]
async fn whoever_is_no_stranger_gets_a_page_of_their_own() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let half = portal.half_open("hanako").await;
    let page = half.get("/").await;
    assert!(!is_kept(&page) && page.form("/api/login").is_none());
    for (name, value) in [
        (SESSION, "no such session"),
        ("__Host-kakunin", "another portal's"),
        ("kakunin_notice", "session_ended"),
        ("kakunin_typed", "what was typed"),
        ("kakunin_country", "US"),
        ("kakunin_of_a_later_release", "1"),
    ] {
        let browser = portal.browser();
        browser.set_cookie(name, value);
        assert!(!is_kept(&browser.get("/").await), "{name}");
    }
}

#[tokio::test]
async fn a_notice_is_shown_and_nobody_else_sees_it() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let (browser, other) = (portal.browser(), portal.browser());
    browser.give_password("hanako", "wrong").await.leads_to("/");
    assert_eq!(browser.get("/").await.notice(), Some("wrong_password"));
    for page in [browser.get("/").await, other.get("/").await] {
        assert_eq!((is_kept(&page), page.notice()), (true, None));
    }
}

#[tokio::test]
async fn only_the_plain_question_is_answered_from_it() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    assert!(is_kept(&browser.get("/").await));
    let body = browser.request(Method::GET, "/").body("a=b");
    assert!(!is_kept(&browser.send(body).await));
    let head = browser.send(browser.request(Method::HEAD, "/")).await;
    assert!(!is_kept(&head) && head.status == 200);
    // What is refused elsewhere is refused here.
    let strange = browser.request(Method::GET, "/").header("host", "a@b");
    assert_eq!(browser.send(strange).await.status, 400);
    let proxied = browser
        .request(Method::GET, "/")
        .header("x-forwarded-for", "192.0.2.1");
    assert_eq!(browser.send(proxied).await.status, 421);
}

#[tokio::test]
async fn whoever_takes_gzip_gets_the_same_page_smaller() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let plain = browser.get("/").await;
    let request = browser
        .request(Method::GET, "/")
        .header("accept-encoding", "gzip, br");
    let answer = request.header("accept-language", "en").send().await.unwrap();
    assert_eq!(answer.headers()["content-encoding"], "gzip");
    assert_eq!(answer.headers()["vary"], "accept-encoding");
    let small = answer.bytes().await.unwrap();
    assert!(small.len() * 2 < plain.body.len());
    let mut page = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&*small), &mut page).unwrap();
    assert_eq!(page, plain.body);
}
