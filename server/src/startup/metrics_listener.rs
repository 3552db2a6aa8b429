use super::{StartError, connections};
use crate::{
    config::{Config, ConnectionLimits},
    metrics::Recorder,
    web::{Web, metrics_router},
};
use axum::Router;
use futures_util::FutureExt;
use std::future::pending;
use tokio::net::TcpListener;

/// A few who read the metrics, and nobody else.
const CONNECTIONS: usize = 16;

/// Opens the listener of the metrics, if one is wanted. Its own, so that nobody who signs in can ask there, and whoever watches
/// needs no place among the visitors.
pub(super) async fn open(
    config: &Config,
    web: &Web,
    recorder: Option<Recorder>,
) -> Result<Option<(TcpListener, Router)>, StartError> {
    let (Some(address), Some(recorder)) = (config.metrics_listen, recorder) else {
        return Ok(None);
    };
    let failed = |cause| StartError::ListenForMetrics { address, cause };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    Ok(Some((listener, metrics_router(web, recorder))))
}

/// Serves as long as the process does: how it drains is worth reading, too.
pub(super) async fn serve(listener: TcpListener, routes: Router) {
    let limits = ConnectionLimits {
        most: CONNECTIONS,
        ..ConnectionLimits::default()
    };
    // It tries again by itself, and never ends.
    let _ = connections::serve(listener, routes, limits, || (), pending().boxed()).await;
}
