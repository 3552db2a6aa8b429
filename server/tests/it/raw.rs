//! Requests as bytes: other spellings of a path, and answers to HEAD, which clients tidy away.

use crate::page::Page;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use std::net::SocketAddr;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Asks with this very path. `more` are whole header lines.
pub(crate) async fn ask(address: SocketAddr, method: &str, path: &str, more: &[String]) -> Page {
    let mut lines = vec![
        format!("{method} {path} HTTP/1.1"),
        "Connection: close".into(),
        "Accept: */*".into(),
        "Accept-Language: en".into(),
    ];
    if !more.iter().any(|line| line.starts_with("Host:")) {
        lines.push(format!("Host: {address}"));
    }
    if method == "POST" {
        lines.push("Content-Length: 0".into());
    }
    lines.extend_from_slice(more);
    let request = format!("{}\r\n\r\n", lines.join("\r\n"));
    send(address, request.as_bytes()).await.expect("an answer")
}

/// Sends these very bytes and reads until the connection ends; nothing where it ends without an answer.
pub(crate) async fn send(address: SocketAddr, request: &[u8]) -> Option<Page> {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let (mut from, mut to) = stream.split();
    let mut answer = Vec::new();
    // Whoever is refused early may not get rid of all that it wanted to say.
    let (_, end) = tokio::join!(to.write_all(request), from.read_to_end(&mut answer));
    end.unwrap();
    let answer = String::from_utf8(answer).unwrap();
    (!answer.is_empty()).then(|| read(&answer))
}

/// Posts a form and never reads the answer. The connection lasts as long as what this gives.
pub(crate) async fn post(address: SocketAddr, path: &str, cookies: &str, form: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookies}\r\nAccept: text/html\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    stream
}

/// The first answer in what came.
pub(crate) fn read(answer: &str) -> Page {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers: HeaderMap = lines
        .map(|line| {
            let (name, value) = line.split_once(": ").unwrap();
            let name: HeaderName = name.parse().unwrap();
            (name, HeaderValue::from_str(value).unwrap())
        })
        .collect();
    Page {
        status,
        headers,
        body: body.to_owned(),
    }
}
