//! A request has one end, so that no other request hides behind it.

use crate::{hostile::Hostile, raw};

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
