//! Whoever is slow or silent is waited for in bounded time.

use crate::{
    page::Page,
    portal::{PHONE, Portal},
    raw,
    wire::{PATIENCE, PATIENT, SHORT, ask, connect, rest, start, write},
};
use server::config::ConnectionLimits;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    time::timeout,
};

#[tokio::test]
async fn a_head_that_is_never_finished() {
    let portal = start(ConnectionLimits {
        head: SHORT,
        ..PATIENT
    })
    .await;
    for part in [
        "",
        "G",
        "GET / HTTP/1.1\r\n",
        "GET / HTTP/1.1\r\nHost: HOST\r\n",
        "GET / HTTP/1.1\r\nHost: HOST\r\n\r",
    ] {
        let mut stream = connect(portal.address).await;
        write(&mut stream, part).await;
        assert_eq!(rest(&mut stream).await, "", "{part:?}");
    }
}

#[tokio::test]
async fn a_head_that_comes_byte_by_byte() {
    let portal = start(ConnectionLimits {
        head: SHORT,
        ..PATIENT
    })
    .await;
    let (mut from, mut to) = connect(portal.address).await.into_split();
    let drip = tokio::spawn(async move {
        while to.write_all(b"\r\n").await.is_ok() {
            tokio::time::sleep(SHORT / 20).await;
        }
    });
    timeout(PATIENCE, drip)
        .await
        .expect("it is still listened to")
        .unwrap();
    // Either an end or a reset.
    let _ = timeout(PATIENCE, from.read_to_end(&mut Vec::new()))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_connection_that_falls_silent_after_an_answer() {
    let portal = start(ConnectionLimits {
        head: SHORT,
        ..PATIENT
    })
    .await;
    let mut stream = connect(portal.address).await;
    assert!(ask(&mut stream).await.starts_with("HTTP/1.1 200"));
    assert_eq!(rest(&mut stream).await, "");
}

/// Posts a part of a form and waits.
async fn half_a_form(portal: &Portal, headers: &str) -> Page {
    let mut stream = connect(portal.address).await;
    let head =
        "POST /api/logout HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    write(&mut stream, &format!("{head}{headers}\r\n\r\n5\r\n")).await;
    let (mut from, mut to) = stream.split();
    let drip = async {
        while to.write_all(b"a").await.is_ok() {
            tokio::time::sleep(SHORT / 20).await;
        }
    };
    let mut answer = Vec::new();
    let read = async {
        // The last of the answer is the last of its page.
        while !answer.ends_with(b"</html>\n") && !answer.ends_with(b"BadInput\"") {
            assert!(from.read_buf(&mut answer).await.unwrap() > 0);
        }
    };
    tokio::select! {
        () = drip => panic!("it ended before it was answered"),
        read = timeout(PATIENCE, read) => read.expect("no answer"),
    }
    raw::read(&String::from_utf8(answer).unwrap())
}

#[tokio::test]
async fn a_body_that_comes_byte_by_byte() {
    let portal = start(ConnectionLimits {
        body: SHORT,
        ..PATIENT
    })
    .await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.signed_in("hanako").await;
    let cookie = format!("Cookie: {}", browser.cookies());
    let page = half_a_form(&portal, &format!("{cookie}\r\nContent-Length: 10000")).await;
    assert_eq!((page.status, page.header("connection")), (408, Some("close")));
    assert!(page.contains("That took too long") && page.contains("送信に時間がかかりすぎました"));
    let json = format!("{cookie}\r\nAccept: application/json\r\nContent-Length: 10000");
    let page = half_a_form(&portal, &json).await;
    assert_eq!((page.status, &*page.body), (408, "\"BadInput\""));
    // What was asked for so slowly was to sign out.
    assert!(browser.is_signed_in().await);
}
