use crate::config::ConnectionLimits;
use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
    response::Response,
    serve::Listener,
};
use futures_util::future::{BoxFuture, FutureExt};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{
    convert::Infallible,
    future::{pending, poll_fn},
    io,
    net::SocketAddr,
    pin::Pin,
    sync::Arc,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::timeout,
};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

/// The largest head of a request, in bytes; a larger one gets 431.
const LARGEST_HEAD: usize = 32 * 1024;
/// What is read at once before a head is complete.
const LARGEST_BUFFER: usize = 2 * LARGEST_HEAD;
/// What is thrown away at most of a request that was refused.
const LARGEST_REFUSED: u64 = 4 * 1024 * 1024;

/// Serves HTTP/1.1 until `stopping`, then answers the requests under way. `axum::serve` has no timeouts and takes any
/// number of connections. What `opened` gives lives as long as the connection.
///
/// # Errors
/// Never; the listener tries again by itself.
pub(super) async fn serve<T: Send + 'static>(
    mut listener: TcpListener,
    router: Router,
    limits: ConnectionLimits,
    opened: impl Fn() -> T,
    mut stopping: BoxFuture<'static, ()>,
) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(limits.most));
    let stop = watch::Sender::new(());
    loop {
        let (place, stream, peer) = tokio::select! {
            () = &mut stopping => break,
            next = next(&mut listener, &places) => next,
        };
        let counted = opened();
        let conversation = converse(stream, peer, router.clone(), limits, stop.subscribe());
        tokio::spawn(async move {
            conversation.await;
            drop((place, counted));
        });
    }
    drop(listener);
    stop.send_replace(());
    stop.closed().await;
    Ok(())
}

/// Waits for a place first: whoever finds none waits in the queue of the system, and is not refused.
async fn next(
    listener: &mut TcpListener,
    places: &Arc<Semaphore>,
) -> (OwnedSemaphorePermit, TcpStream, SocketAddr) {
    let Ok(place) = Arc::clone(places).acquire_owned().await else {
        // Nobody closes it.
        return pending().await;
    };
    let (stream, peer) = Listener::accept(listener).await;
    (place, stream, peer)
}

/// One connection, from its first request to its last. It counts as open while it holds `stop`.
async fn converse(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    limits: ConnectionLimits,
    mut stop: watch::Receiver<()>,
) {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.answer));
    let service = service_fn(move |request| answer(router.clone(), peer, request).boxed());
    let mut connection = http1(limits).serve_connection(TokioIo::new(Box::pin(stream)), service);
    let ended = tokio::select! {
        ended = poll_fn(|context| connection.poll_without_shutdown(context)) => Some(ended),
        _ = stop.changed() => None,
    };
    match ended {
        None => {
            Pin::new(&mut connection).graceful_shutdown();
            note(connection.await);
        }
        // Too slow, or broken: there is nobody to say anything to.
        Some(Err(error)) if !error.is_parse() => note(Err(error)),
        Some(ended) => {
            note(ended);
            let stream = connection.into_parts().io.into_inner();
            tokio::select! {
                () = say_farewell(stream, limits) => {}
                _ = stop.changed() => {}
            }
        }
    }
}

fn http1(limits: ConnectionLimits) -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_header_size(LARGEST_HEAD)
        .max_buf_size(LARGEST_BUFFER);
    builder
}

async fn answer(
    router: Router,
    peer: SocketAddr,
    request: Request<Incoming>,
) -> Result<Response, Infallible> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    router.oneshot(request).await
}

/// A connection that is closed while the other side still sends is reset, and its answer is lost (RFC 9112 section 9.6).
async fn say_farewell(mut stream: impl AsyncRead + AsyncWrite + Unpin, limits: ConnectionLimits) {
    let drained = async {
        stream.shutdown().await?;
        let mut rest = stream.take(LARGEST_REFUSED);
        tokio::io::copy(&mut rest, &mut tokio::io::sink()).await
    };
    match timeout(limits.farewell, drained).await {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => tracing::debug!(event = "connection_ended", %error),
        Err(_) => tracing::debug!(event = "connection_ended", "it went on sending"),
    }
}

/// Broken and hostile connections end so every day.
fn note(ended: hyper::Result<()>) {
    if let Err(error) = ended {
        tracing::debug!(event = "connection_ended", %error);
    }
}
