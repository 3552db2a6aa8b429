//! Whoever is slow, silent or many keeps nobody out: every wait for a visitor ends.

use crate::{
    page::Page,
    portal::{PHONE, Portal},
    raw,
    setup::Setup,
};
use server::config::ConnectionLimits;
use std::{fs::File, net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::oneshot,
    time::timeout,
};

const SHORT: Duration = Duration::from_millis(200);
/// Longer than any test may run.
const NEVER: Duration = Duration::from_secs(3_600);
/// A test that waits so long has failed.
const PATIENCE: Duration = Duration::from_secs(20);
const PATIENT: ConnectionLimits = ConnectionLimits {
    most: 100,
    head: NEVER,
    body: NEVER,
    answer: NEVER,
    farewell: NEVER,
};

/// The head of a request that is refused by its head.
const REFUSED: &str = "POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 9999999999\r\n\r\n";

fn setup(connections: ConnectionLimits) -> Setup {
    Setup {
        connections: Some(connections),
        ..Setup::new(&[])
    }
}

async fn start(connections: ConnectionLimits) -> Portal {
    setup(connections).start(None).await
}

async fn connect(address: SocketAddr) -> TcpStream {
    TcpStream::connect(address).await.unwrap()
}

/// Writes this; `HOST` stands for the portal's.
async fn write(stream: &mut TcpStream, text: &str) {
    let host = stream.peer_addr().unwrap().to_string();
    stream
        .write_all(text.replace("HOST", &host).as_bytes())
        .await
        .unwrap();
}

/// What comes until the portal ends the connection.
async fn rest(stream: &mut TcpStream) -> String {
    let mut rest = Vec::new();
    let read = timeout(PATIENCE, stream.read_to_end(&mut rest)).await;
    // What was still to be read may be lost with the connection.
    let _ = read.expect("the connection is still there");
    String::from_utf8(rest).unwrap()
}

/// One answer on a connection that stays.
async fn ask(stream: &mut TcpStream) -> String {
    write(stream, "GET /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n").await;
    answer(stream).await
}

async fn answer(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\nok\n") {
        let read = timeout(PATIENCE, stream.read_buf(&mut answer))
            .await
            .expect("no answer")
            .unwrap();
        assert!(read > 0, "the connection ended");
    }
    String::from_utf8(answer).unwrap()
}

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

#[tokio::test]
async fn whoever_goes_on_sending_after_the_answer() {
    let portal = start(PATIENT).await;
    let mut stream = connect(portal.address).await;
    write(&mut stream, REFUSED).await;
    let (mut from, mut to) = stream.split();
    let flood = async { while to.write_all(&[b'a'; 10_000]).await.is_ok() {} };
    let mut answer = Vec::new();
    let talk = async { tokio::join!(flood, from.read_to_end(&mut answer)) };
    let _ = timeout(PATIENCE, talk).await.expect("it is still listened to");
    assert!(answer.starts_with(b"HTTP/1.1 413"));
}

#[tokio::test]
async fn whoever_stays_after_the_answer() {
    let limits = ConnectionLimits {
        most: 1,
        farewell: SHORT,
        ..PATIENT
    };
    let portal = start(limits).await;
    let mut stays = connect(portal.address).await;
    write(&mut stays, REFUSED).await;
    assert!(rest(&mut stays).await.starts_with("HTTP/1.1 413"));
    ask(&mut connect(portal.address).await).await;
}

/// The one place shows when the portal lets go: only then the next visitor is answered.
#[tokio::test]
async fn an_answer_that_nobody_takes() {
    const SIZE: u64 = 256 * 1024 * 1024;
    let setup = setup(ConnectionLimits {
        most: 1,
        answer: SHORT,
        ..PATIENT
    });
    let package = setup.folder.path().join("site/pkg");
    std::fs::create_dir_all(&package).unwrap();
    File::create(package.join("large.wasm"))
        .unwrap()
        .set_len(SIZE)
        .unwrap();
    let portal = setup.start(None).await;
    let mut greedy = connect(portal.address).await;
    write(
        &mut greedy,
        "GET /pkg/large.wasm HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
    )
    .await;
    let mut next = connect(portal.address).await;
    assert!(ask(&mut next).await.starts_with("HTTP/1.1 200"));
    drop(next);
    let mut taken = Vec::new();
    // It ends, or it is reset.
    let _ = timeout(PATIENCE, greedy.read_to_end(&mut taken)).await.unwrap();
    assert!((taken.len() as u64) < SIZE, "it was all sent");
}

#[tokio::test]
async fn whoever_finds_no_place_waits_and_is_answered() {
    let portal = start(ConnectionLimits { most: 2, ..PATIENT }).await;
    let (mut one, mut other) = (connect(portal.address).await, connect(portal.address).await);
    ask(&mut one).await;
    ask(&mut other).await;
    let mut third = connect(portal.address).await;
    write(&mut third, "GET /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n").await;
    let early = timeout(SHORT, third.read_u8()).await;
    assert!(early.is_err(), "there were more connections than places");
    // Those who have a place keep it.
    ask(&mut one).await;
    drop(other);
    assert!(answer(&mut third).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn the_number_of_places_is_a_setting() {
    let setup = Setup::new(&[("KAKUNIN_MAX_CONNECTIONS", "7")]);
    assert_eq!(setup.config().connections.most, 7);
}

/// A stop waits for requests under way, for idle connections not, and for farewells neither.
#[tokio::test]
async fn a_stop_waits_for_answers_only() {
    let mut setup = setup(PATIENT);
    setup
        .settings
        .insert("KAKUNIN_DRAIN_SECONDS".into(), "600".into());
    let application = setup.build().await.unwrap();
    let address = application.address();
    let (stop, stopping) = oneshot::channel::<()>();
    let serving = tokio::spawn(application.run_until(async { drop(stopping.await) }));

    let mut idle = connect(address).await;
    ask(&mut idle).await;
    let mut refused = connect(address).await;
    write(&mut refused, "GARBAGE\r\n\r\n").await;
    assert!(rest(&mut refused).await.starts_with("HTTP/1.1 400"));
    let mut under_way = connect(address).await;
    let head =
        "POST /api/choose_language HTTP/1.1\r\nHost: HOST\r\nContent-Length: 11\r\nExpect: 100-continue\r\n";
    write(
        &mut under_way,
        &format!("{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n"),
    )
    .await;
    let mut waited_for = [0; 25];
    under_way.read_exact(&mut waited_for).await.unwrap();
    assert_eq!(&waited_for, b"HTTP/1.1 100 Continue\r\n\r\n");

    stop.send(()).unwrap();
    assert_eq!(rest(&mut idle).await, "");
    assert!(TcpStream::connect(address).await.is_err());
    assert!(!serving.is_finished());
    write(&mut under_way, "language=ja").await;
    assert!(rest(&mut under_way).await.starts_with("HTTP/1.1 303"));
    let served = timeout(PATIENCE, serving).await.expect("it did not stop");
    served.unwrap().unwrap();
}
