//! Requests that no browser sends: each gets a clear answer, none is read in two ways, and nobody else notices.

use crate::{hostile::Hostile, portal::Portal, raw};

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
