use futures_util::future::{BoxFuture, FutureExt};
use std::{future::Future, io, time::Duration};
use tokio::sync::oneshot;

/// Serves until `stop`. Requests under way are answered first, but whoever never finishes a request holds nobody up: after the
/// patience the rest is cut off.
///
/// # Errors
/// When the listener fails.
pub async fn serve_until(
    stop: impl Future<Output = ()> + Send + 'static,
    patience: Duration,
    serve: impl FnOnce(BoxFuture<'static, ()>) -> BoxFuture<'static, io::Result<()>>,
) -> io::Result<()> {
    let (tell, told) = oneshot::channel();
    let stopping = async move {
        stop.await;
        // Nobody listens any more when serving ended by itself.
        let _ = tell.send(());
    };
    let served = serve(stopping.boxed());
    let patience = async {
        if told.await.is_err() {
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(patience).await;
    };
    tokio::select! {
        served = served => served,
        () = patience => {
            tracing::warn!(event = "stopped_hard", "requests that did not end were cut off");
            Ok(())
        }
    }
}
