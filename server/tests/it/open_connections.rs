//! How many connections there are at once, how the last word on one is said, and when a stop lets go of them.

use crate::{
    setup::Setup,
    wire::{PATIENCE, PATIENT, SHORT, answer, ask, connect, rest, setup, start, write},
};
use server::config::ConnectionLimits;
use std::fs::File;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::oneshot,
    time::timeout,
};

/// The head of a request that is refused by its head.
const REFUSED: &str = "POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 9999999999\r\n\r\n";

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
