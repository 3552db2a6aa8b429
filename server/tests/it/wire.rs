//! A connection byte by byte, to a portal whose patience is a parameter.

use crate::{portal::Portal, setup::Setup};
use server::config::ConnectionLimits;
use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

pub(crate) const SHORT: Duration = Duration::from_millis(200);
/// Longer than any test may run.
pub(crate) const NEVER: Duration = Duration::from_secs(3_600);
/// A test that waits so long has failed.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
pub(crate) const PATIENT: ConnectionLimits = ConnectionLimits {
    most: 100,
    head: NEVER,
    body: NEVER,
    answer: NEVER,
    farewell: NEVER,
};

pub(crate) fn setup(connections: ConnectionLimits) -> Setup {
    Setup {
        connections: Some(connections),
        ..Setup::new(&[])
    }
}

pub(crate) async fn start(connections: ConnectionLimits) -> Portal {
    setup(connections).start(None).await
}

pub(crate) async fn connect(address: SocketAddr) -> TcpStream {
    TcpStream::connect(address).await.unwrap()
}

/// Writes this; `HOST` stands for the portal's.
pub(crate) async fn write(stream: &mut TcpStream, text: &str) {
    let host = stream.peer_addr().unwrap().to_string();
    stream
        .write_all(text.replace("HOST", &host).as_bytes())
        .await
        .unwrap();
}

/// What comes until the portal ends the connection.
pub(crate) async fn rest(stream: &mut TcpStream) -> String {
    let mut rest = Vec::new();
    let read = timeout(PATIENCE, stream.read_to_end(&mut rest)).await;
    // What was still to be read may be lost with the connection.
    let _ = read.expect("the connection is still there");
    String::from_utf8(rest).unwrap()
}

/// One answer on a connection that stays.
pub(crate) async fn ask(stream: &mut TcpStream) -> String {
    write(stream, "GET /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n").await;
    answer(stream).await
}

pub(crate) async fn answer(stream: &mut TcpStream) -> String {
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
