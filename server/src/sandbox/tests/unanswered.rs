//! Faults that close the connection, seen from a real socket.

use super::Twin;
use axum::{Router, http::Method};
use serde_json::json;
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
};

async fn serve(routes: Router) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, routes).await });
    address
}

/// Everything the server says to one start.
async fn raw_create(twin: &Twin, address: SocketAddr) -> Vec<u8> {
    let body = "To=%2B15005550006&Channel=sms";
    let path = twin.path("/Verifications");
    let request = format!(
        "{} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nAuthorization: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        Method::POST,
        twin.authorization(),
        body.len(),
    );
    let talk = move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        // A reset instead of an orderly end is a way of hanging up too.
        let _ = stream.read_to_end(&mut answer);
        answer
    };
    tokio::task::spawn_blocking(talk).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_said_and_only_one_of_the_two_acts() {
    for (fault, sent) in [("drop", 1), ("drop_before", 0)] {
        let twin = Twin::new();
        let address = serve(twin.routes.clone()).await;
        twin.order("/sandbox/faults", json!({ "fault": fault })).await;
        assert_eq!(raw_create(&twin, address).await, b"", "{fault}");
        assert_eq!(twin.messages().await.len(), sent, "{fault}");
        let answer = raw_create(&twin, address).await;
        assert!(answer.starts_with(b"HTTP/1.1 201 "), "{fault}");
    }
}
