mod moment;
mod process;

use self::moment::Moment;
use super::Web;
use crate::metrics::Recorder;
use axum::{
    Router,
    extract::State,
    http::{HeaderName, header},
    routing::get,
};
use std::time::Duration;
use tokio::time::timeout;

/// The text format of Prometheus.
const TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";
/// Whoever reads the metrics must get them most of all while the database is away.
const PATIENCE: Duration = Duration::from_secs(1);

/// What the listener of the metrics answers: `/metrics`, and what a probe inside may ask.
pub(crate) fn metrics_router(web: &Web, recorder: Recorder) -> Router {
    Router::new()
        .route("/metrics", get(metrics))
        .with_state((web.clone(), recorder))
        .merge(super::health::routes(&web.health))
}

async fn metrics(
    State((web, recorder)): State<(Web, Recorder)>,
) -> ([(HeaderName, &'static str); 2], String) {
    web.moment().await.observe();
    let headers = [(header::CONTENT_TYPE, TYPE), (header::CACHE_CONTROL, "no-store")];
    (headers, recorder.text())
}

impl Web {
    async fn moment(&self) -> Moment {
        let auth = &self.auth;
        let budget = timeout(PATIENCE, auth.budget_today()).await;
        Moment {
            ready: self.health.readiness().await.is_ready(),
            requests: self.load.state(),
            connections_limit: self.connections_limit,
            passwords_limit: auth.passwords.waiting_at_most(),
            twilio_answers: auth.verify.answers(),
            pool: auth.database.pool_state(),
            budget: budget.ok().and_then(Result::ok),
        }
    }
}
