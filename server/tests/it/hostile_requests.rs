//! Requests that no browser sends: each gets a clear answer, none is read in two ways, and nobody else notices.

use crate::{
    browser::Browser,
    page::Page,
    portal::{PHONE, Portal},
    raw,
};

struct Hostile {
    portal: Portal,
    /// Someone who is signed in meanwhile.
    browser: Browser,
}

impl Hostile {
    async fn start() -> Self {
        let portal = Portal::start().await;
        portal.add_user("hanako", Some(PHONE)).await;
        let browser = portal.signed_in("hanako").await;
        Self { portal, browser }
    }

    /// Sends a request line, these header lines besides `Connection: close`, and a body. `HOST` stands for the portal's.
    async fn send(&self, line: &str, headers: &str, body: &str) -> Option<Page> {
        let host = self.portal.address.to_string();
        let head = format!("{line}\r\nConnection: close\r\n{headers}\r\n").replace("HOST", &host);
        raw::send(self.portal.address, format!("{head}{body}").as_bytes()).await
    }

    #[track_caller]
    fn got(page: Option<Page>, status: u16, asked: &str) -> Page {
        let page = page.unwrap_or_else(|| panic!("no answer to {asked}"));
        assert_eq!(page.status, status, "{asked}");
        page
    }

    async fn is_well(&self) {
        assert!(self.browser.is_signed_in().await);
        assert_eq!(self.portal.browser().get("/").await.status, 200);
    }
}

#[tokio::test]
async fn one_host_and_one_form_of_address() {
    let hostile = Hostile::start().await;
    let own = "Host: HOST\r\n";
    let table = [
        ("GET / HTTP/1.1", own, 200),
        ("GET http://HOST/ HTTP/1.1", own, 200),
        ("GET http://HOST/account HTTP/1.1", own, 303),
        ("GET / HTTP/1.1", "", 400),
        ("GET / HTTP/1.1", "Host: HOST\r\nHost: HOST\r\n", 400),
        ("GET / HTTP/1.1", "Host: HOST\r\nHost: evil.example\r\n", 400),
        ("GET / HTTP/1.1", "Host: \r\n", 400),
        ("GET / HTTP/1.1", "Host: me@HOST\r\n", 400),
        ("GET / HTTP/1.1", "Host: HOST/account\r\n", 400),
        ("GET / HTTP/1.1", "Host: a b\r\n", 400),
        ("GET http://evil.example/ HTTP/1.1", own, 400),
        ("GET http://me@HOST/ HTTP/1.1", own, 400),
        ("GET http://HOST/ HTTP/1.1", "Host: evil.example\r\n", 400),
        ("GET ftp://HOST/ HTTP/1.1", own, 400),
        ("GET HOST HTTP/1.1", own, 400),
        ("GET account HTTP/1.1", own, 400),
        ("OPTIONS * HTTP/1.1", own, 404),
        ("GET /account#x HTTP/1.1", own, 303),
        ("GET /a b HTTP/1.1", own, 400),
        ("GET /\0 HTTP/1.1", own, 400),
        ("GET /%00 HTTP/1.1", own, 404),
        ("GET /%ff HTTP/1.1", own, 303),
        ("GET / HTTP/1.2", own, 400),
        ("GET / HTTP/2.0", own, 400),
        ("GET /", "", 400),
        ("\u{16}\u{3}\u{1}", "", 400),
    ];
    for (line, headers, status) in table {
        let page = hostile.send(line, headers, "").await;
        Hostile::got(page, status, &format!("{line:?} {headers:?}"));
    }
    hostile.is_well().await;
}

/// HTTP/1.0 knows no `Host`; what checks the health of a server may speak it.
#[tokio::test]
async fn http_1_0_may_leave_the_host_out() {
    let portal = Portal::live(&[]).await;
    let page = raw::send(portal.address, b"GET /healthz HTTP/1.0\r\n\r\n").await;
    assert_eq!(page.unwrap().body, "ok\n");
}

#[tokio::test]
async fn no_redirect_leads_elsewhere_or_writes_a_header() {
    let hostile = Hostile::start().await;
    for (path, expected) in [
        ("//evil.example", "/evil.example"),
        ("//evil.example/%2e%2e", "/"),
        ("/\\evil.example", "/evil.example"),
        ("/%5cevil.example", "/evil.example"),
        ("/%2f%2fevil.example/", "/evil.example"),
        ("//x%0d%0aSet-Cookie:%20a=b", "/x%0D%0ASet-Cookie:%20a=b"),
        ("//x?%0d%0aSet-Cookie:%20a=b", "/x?%0d%0aSet-Cookie:%20a=b"),
        ("//x?next=https://evil.example", "/x?next=https://evil.example"),
    ] {
        let page = raw::ask(hostile.portal.address, "GET", path, &[]).await;
        assert_eq!((page.status, page.location()), (303, Some(expected)), "{path}");
        assert_eq!(page.header("set-cookie"), None);
    }
}

#[tokio::test]
async fn a_method_that_an_address_does_not_take_is_told_which_it_takes() {
    let hostile = Hostile::start().await;
    let (reads, writes, all) = ("GET,HEAD", "POST", "GET, HEAD, POST");
    for (method, path, allowed) in [
        ("POST", "/", reads),
        ("PUT", "/", reads),
        ("get", "/", reads),
        ("PROPFIND", "/", reads),
        ("DELETE", "/healthz", reads),
        ("POST", "/pkg/x", reads),
        ("POST", "/robots.txt", reads),
        ("GET", "/api/login", writes),
        ("OPTIONS", "/api/login", writes),
        ("TRACE", "/", all),
        ("TRACE", "/account", all),
        ("TRACE", "/api/login", all),
        ("TRACE", "/nothing", all),
        ("CONNECT", "/", all),
        ("CONNECT", "evil.example:443", all),
    ] {
        let asked = format!("{method} {path}");
        let page = hostile
            .send(
                &format!("{asked} HTTP/1.1"),
                "Host: HOST\r\nX-Echo: geheim\r\n",
                "",
            )
            .await;
        let page = Hostile::got(page, 405, &asked);
        assert_eq!(page.header("allow"), Some(allowed), "{asked}");
        // TRACE gives nothing back.
        assert!(!page.contains("geheim"));
    }
    hostile.is_well().await;
}

#[tokio::test]
async fn heads_are_small() {
    let hostile = Hostile::start().await;
    let long = |length: usize| format!("/{}", "a".repeat(length));
    let get = "GET / HTTP/1.1".to_owned();
    let table = [
        (get.clone(), format!("Cookie: {}\r\n", "a=b; ".repeat(6_000)), 200),
        (
            get.clone(),
            format!("Cookie: {}\r\n", "a=b; ".repeat(10_000)),
            431,
        ),
        (get.clone(), "Cookie: a=b\r\n".repeat(90), 200),
        (get.clone(), "Cookie: a=b\r\n".repeat(10_000), 431),
        (get.clone(), format!("X-A: {}\r\n", "a".repeat(1_000_000)), 431),
        (get.clone(), format!("{}: a\r\n", "a".repeat(40_000)), 431),
        (format!("GET {} HTTP/1.1", long(7_000)), String::new(), 404),
        (format!("GET {} HTTP/1.1", long(9_000)), String::new(), 414),
        (format!("GET /?{} HTTP/1.1", long(9_000)), String::new(), 414),
        (format!("GET {} HTTP/1.1", long(40_000)), String::new(), 431),
        (format!("GET {} HTTP/1.1", long(1_000_000)), String::new(), 431),
    ];
    for (line, headers, status) in table {
        let cookies = format!("Host: HOST\r\nCookie: {}\r\n{headers}", hostile.browser.cookies());
        let page = hostile.send(&line, &cookies, "").await;
        let asked = format!("{line:.40} {headers:.20} {}", headers.len());
        let page = Hostile::got(page, status, &asked);
        assert_eq!(page.header("set-cookie"), None, "{asked}");
    }
    hostile.is_well().await;
}

#[tokio::test]
async fn header_lines_that_are_none() {
    let hostile = Hostile::start().await;
    for headers in [
        "X-A: b\r\n folded\r\n",
        "X-A: b\rX-B: c\r\n",
        "X-A: b\0c\r\n",
        "X-A: b\u{1b}[31m\r\n",
        "X A: b\r\n",
        "X-A : b\r\n",
        ": b\r\n",
        "no colon\r\n",
    ] {
        let page = hostile
            .send("GET / HTTP/1.1", &format!("Host: HOST\r\n{headers}"), "")
            .await;
        Hostile::got(page, 400, &format!("{headers:?}"));
    }
    hostile.is_well().await;
}

/// Whether a proxy and the portal can disagree on where a request ends (RFC 9112 section 11.2).
#[tokio::test]
async fn a_body_has_one_end() {
    let hostile = Hostile::start().await;
    let body = "0\r\n\r\n";
    for headers in [
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: 5, 5\r\n",
        "Content-Length: +5\r\n",
        "Content-Length: -5\r\n",
        "Content-Length: 0x5\r\n",
        "Content-Length: 99999999999999999999999\r\n",
        "Content-Length : 5\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding : chunked\r\n",
        "Transfer-Encoding:\u{b}chunked\r\n",
    ] {
        let headers = format!("Host: HOST\r\nContent-Type: application/x-www-form-urlencoded\r\n{headers}");
        let page = hostile.send("POST /api/logout HTTP/1.1", &headers, body).await;
        Hostile::got(page, 400, &headers);
    }
    for body in [
        "zz\r\n\r\n",
        "fffffffffffffffff\r\n\r\n",
        "-1\r\n\r\n",
        "1\r\nab\r\n0\r\n\r\n",
    ] {
        let headers = "Host: HOST\r\nTransfer-Encoding: chunked\r\n";
        let page = hostile.send("POST /api/logout HTTP/1.1", headers, body).await;
        Hostile::got(page, 400, body);
    }
    hostile.is_well().await;
}

/// With a length and chunks, the chunks count, and what follows them is never read as a request.
#[tokio::test]
async fn nothing_is_smuggled_behind_chunks() {
    let hostile = Hostile::start().await;
    let address = hostile.portal.address;
    let hidden = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\n\r\n");
    for lengths in [
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "Transfer-Encoding: chunked\r\n",
    ] {
        let request = format!(
            "POST /api/choose_language HTTP/1.1\r\nHost: {address}\r\n{lengths}\r\n0\r\n\r\n{hidden}"
        );
        let page = raw::send(address, request.as_bytes()).await.unwrap();
        assert_eq!((page.status, page.header("connection")), (303, Some("close")));
        assert!(
            !page.contains("HTTP/1.1") && !page.contains("ok\n"),
            "{}",
            page.body
        );
    }
    hostile.is_well().await;
}
