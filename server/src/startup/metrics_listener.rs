use super::{StartError, connections};
use crate::config::ConnectionLimits;
use axum::Router;
use futures_util::FutureExt;
use std::{future::pending, net::SocketAddr};
use tokio::net::TcpListener;

/// A few who read the metrics, and nobody else.
const CONNECTIONS: usize = 16;

/// Takes the address of the metrics, if one is wanted. Its own, so that nobody who signs in can ask there, and whoever watches needs
/// no place among the visitors.
pub(super) async fn bind(address: Option<SocketAddr>) -> Result<Option<TcpListener>, StartError> {
    let Some(address) = address else {
        return Ok(None);
    };
    let bound = TcpListener::bind(address).await;
    bound
        .map(Some)
        .map_err(|cause| StartError::ListenForMetrics { address, cause })
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
