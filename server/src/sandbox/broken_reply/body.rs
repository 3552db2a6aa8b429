//! Bodies that do not arrive as they should.

use crate::sandbox::reply::Reply;
use axum::{
    body::{Body, Bytes},
    http::header,
    response::{IntoResponse, Response},
};
use futures_util::{StreamExt, stream};
use std::{convert::Infallible, future::ready, io, time::Duration};

const JSON: [(header::HeaderName, &str); 1] = [(header::CONTENT_TYPE, "application/json")];

/// One piece of the padding; it lies in the binary, so a large answer costs no memory.
static PIECE: [u8; 65_536] = [b'x'; 65_536];

/// Together 10 MiB.
const PIECES: usize = 160;

/// Half of the JSON, and an orderly end.
pub(super) fn truncated(reply: &Reply) -> Response {
    let mut text = reply.body.to_string();
    text.truncate(text.floor_char_boundary(text.len() / 2));
    (reply.status, JSON, text).into_response()
}

/// The server sends no head before the first piece of the body; where that fails, it closes the connection.
pub(super) fn hang_up() -> Response {
    let failure = Err::<Bytes, _>(io::Error::from(io::ErrorKind::ConnectionAborted));
    Body::from_stream(stream::once(ready(failure))).into_response()
}

/// The JSON with one more field, which is very long. It is whole: only its size is wrong.
pub(super) fn oversized(reply: &Reply) -> Response {
    let mut text = reply.body.to_string();
    text.pop();
    text.push_str(",\"padding\":\"");
    let padding = stream::repeat(Bytes::from_static(&PIECE)).take(PIECES);
    let pieces = stream::once(ready(Bytes::from(text)))
        .chain(padding)
        .chain(stream::once(ready(Bytes::from_static(b"\"}"))));
    let body = Body::from_stream(pieces.map(Ok::<_, Infallible>));
    (reply.status, JSON, body).into_response()
}

/// The head and the first byte at once, then one byte after each wait.
pub(super) fn trickle(reply: &Reply, milliseconds: u64) -> Response {
    let text = Bytes::from(reply.body.to_string());
    let bytes = stream::iter(0..text.len()).then(move |at| {
        let byte = text.slice(at..=at);
        async move {
            if at > 0 {
                tokio::time::sleep(Duration::from_millis(milliseconds)).await;
            }
            Ok::<_, Infallible>(byte)
        }
    });
    (reply.status, JSON, Body::from_stream(bytes)).into_response()
}
