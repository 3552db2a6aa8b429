//! Forms that no page of ours sends: each gets a clear page, or what the hydrated page can read, and nothing happens.

use crate::{
    browser::{Browser, SESSION},
    page::Page,
    portal::{PHONE, Portal},
    raw,
};
use app::error::AppError;
use reqwest::Method;

const FORM: &str = "application/x-www-form-urlencoded";
const MALFORMED: [&str; 2] = [
    "この操作は受け付けられません",
    "It is not one that our pages make.",
];
const TOO_LARGE: [&str; 2] = ["入力が長すぎます", "That was too long"];
/// Each function with a field of its own.
const FUNCTIONS: [(&str, &str); 6] = [
    ("login", "username"),
    ("send_code", "contact_to"),
    ("check_code", "code"),
    ("logout", "anything"),
    ("choose_language", "language"),
    ("choose_theme", "theme"),
];

async fn half_open() -> (Portal, Browser) {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.half_open("hanako").await;
    (portal, browser)
}

async fn post(browser: &Browser, name: &str, accept: &str, kind: &str, body: Vec<u8>) -> Page {
    let request = browser
        .request(Method::POST, &format!("/api/{name}"))
        .header("accept", accept);
    let request = if kind.is_empty() {
        request
    } else {
        request.header("content-type", kind)
    };
    browser.send(request.body(body)).await
}

fn with_field(body: &[u8], field: &str) -> Vec<u8> {
    match body.windows(5).position(|part| part == b"FIELD") {
        Some(at) => {
            let rest = with_field(&body[at + 5..], field);
            [&body[..at], field.as_bytes(), &rest].concat()
        }
        None => body.to_vec(),
    }
}

/// Posts it in both ways to every function. `FIELD` in the body stands for the name of a field.
async fn is_refused(browser: &Browser, kind: &str, body: &[u8], status: u16, words: [&str; 2]) {
    let session = browser.cookie(SESSION);
    for (name, field) in FUNCTIONS {
        let body = with_field(body, field);
        let asked = format!(
            "{name} {kind:?} {:?}",
            String::from_utf8_lossy(&body[..body.len().min(40)])
        );

        let page = post(browser, name, "text/html", kind, body.clone()).await;
        assert_eq!((page.status, page.location()), (status, None), "{asked}");
        assert!(
            words.iter().all(|words| page.contains(words)),
            "{asked}: {}",
            page.body
        );
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));

        let page = post(browser, name, "application/json", kind, body).await;
        assert_eq!(page.status, status, "{asked}");
        assert_eq!(
            serde_json::from_str::<AppError>(&page.body).unwrap(),
            AppError::BadInput
        );
        assert_eq!(page.header("set-cookie"), None);
    }
    assert_eq!(browser.cookie(SESSION), session);
}

/// Nothing was sent, nothing counted, and the session is where it was.
async fn nothing_happened(portal: &Portal, browser: &Browser) {
    let challenge = browser.challenge().await;
    assert_eq!((challenge.turn, portal.count_messages().await), (0, 0));
    browser.send_code("sms", "").await;
    browser.check_code(&portal.code().await).await;
    assert!(browser.is_signed_in().await);
}

#[tokio::test]
async fn a_megabyte_is_too_long() {
    let (portal, browser) = half_open().await;
    let field = [b"FIELD=".as_slice(), &[b'a'; 1_000_000]].concat();
    is_refused(&browser, FORM, &field, 413, TOO_LARGE).await;
    let name = [vec![b'a'; 1_000_000], b"=1".to_vec()].concat();
    is_refused(&browser, FORM, &name, 413, TOO_LARGE).await;
    nothing_happened(&portal, &browser).await;
}

/// In chunks, and with the word to wait for a 100, too; the answer arrives although the request was not read.
#[tokio::test]
async fn a_megabyte_is_too_long_however_it_is_sent() {
    let (portal, browser) = half_open().await;
    let body = "a".repeat(1_000_000);
    for (headers, body) in [
        (
            "Transfer-Encoding: chunked\r\n",
            format!("F4240\r\n{body}\r\n0\r\n\r\n"),
        ),
        ("Content-Length: 1000000\r\n", body.clone()),
        (
            "Content-Length: 1000000\r\nExpect: 100-continue\r\n",
            body.clone(),
        ),
        ("Content-Length: 9999999999999\r\n", body.clone()),
    ] {
        let request = format!(
            "POST /api/login HTTP/1.1\r\nHost: {}\r\nContent-Type: {FORM}\r\n{headers}\r\n{body}",
            portal.address
        );
        let page = raw::send(portal.address, request.as_bytes())
            .await
            .expect("an answer");
        assert_eq!(
            (page.status, page.header("connection")),
            (413, Some("close")),
            "{headers}"
        );
        assert!(page.contains(TOO_LARGE[1]));
    }
    nothing_happened(&portal, &browser).await;
}

#[tokio::test]
async fn sixteen_kibibytes_are_read_and_one_more_is_not() {
    let (portal, browser) = half_open().await;
    let body = |length: usize| [b"x=".as_slice(), &vec![b'a'; length - 2]].concat();
    let page = post(&browser, "choose_language", "text/html", FORM, body(16_384)).await;
    page.leads_to("/verify");
    let page = post(&browser, "choose_language", "text/html", FORM, body(16_385)).await;
    assert_eq!(page.status, 413);
    nothing_happened(&portal, &browser).await;
}

#[tokio::test]
async fn only_text_is_text() {
    let (portal, browser) = half_open().await;
    let bodies: [&[u8]; 7] = [
        b"FIELD=%ff%fe",
        b"FIELD=\xff\xfe",
        b"FIELD=%E3%81",
        b"%ff=FIELD",
        b"FIELD=a%00b",
        b"FIELD=a\0b",
        b"FIELD=a&x=%C0%80",
    ];
    for body in bodies {
        is_refused(&browser, FORM, body, 400, MALFORMED).await;
    }
    nothing_happened(&portal, &browser).await;
}

#[tokio::test]
async fn a_field_comes_once() {
    let (portal, browser) = half_open().await;
    for body in [
        "FIELD=1&FIELD=2",
        "FIELD=1&x=2&FIELD=1",
        "FIELD&FIELD",
        "x=1&FIELD=1&%78=2",
    ] {
        is_refused(&browser, FORM, body.as_bytes(), 400, MALFORMED).await;
    }
    nothing_happened(&portal, &browser).await;
}

#[tokio::test]
async fn only_a_form_is_a_form() {
    let (portal, browser) = half_open().await;
    for kind in [
        "application/json",
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencodedx",
        "application/cbor",
        "",
    ] {
        is_refused(&browser, kind, b"FIELD=1", 415, MALFORMED).await;
    }
    let kind = "Application/x-www-form-urlencoded; Charset=UTF-8";
    let page = post(
        &browser,
        "choose_language",
        "text/html",
        kind,
        b"language=en".to_vec(),
    )
    .await;
    page.leads_to("/verify");
    let page = post(&browser, "choose_language", "text/html", "", Vec::new()).await;
    page.leads_to("/verify");
    nothing_happened(&portal, &browser).await;
}

#[tokio::test]
async fn fields_that_nobody_knows_are_left_alone() {
    let (portal, browser) = half_open().await;
    for more in [
        "x=1",
        "language[]=1",
        "language[a]=1",
        "[=1",
        "]=1",
        "=1",
        "a[b][c][d][e][f][g]=1",
        "language%5B0%5D=1",
        "&&",
        "%zz=%zz",
    ] {
        for accept in ["text/html", "application/json"] {
            let body = format!("{more}&language=en").into_bytes();
            let page = post(&browser, "choose_language", accept, FORM, body).await;
            assert_eq!(
                page.status,
                if accept == "text/html" { 303 } else { 200 },
                "{more} {}",
                page.body
            );
        }
    }
    nothing_happened(&portal, &browser).await;
}
