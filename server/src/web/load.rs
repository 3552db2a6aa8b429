use super::{
    Web,
    form::wants_json,
    plain_page::{busy_page, unavailable_page},
};
use crate::metrics;
use app::error::AppError;
use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{future::Future, sync::Arc, time::Duration};
use tokio::{sync::Semaphore, time::timeout};

/// Seconds after which a browser or a proxy may try again.
pub(super) const TRY_AGAIN: &str = "5";

/// No use case takes so long: two calls of Twilio, and the waits for the database.
const LONGEST: Duration = Duration::from_secs(60);

/// Requests under way. Local to this process: it may only refuse for a moment, never allow.
#[derive(Debug)]
pub struct Load {
    places: Arc<Semaphore>,
    most: usize,
}

impl Load {
    /// So many at once.
    pub fn new(most: usize) -> Self {
        let places = Arc::new(Semaphore::new(most));
        Self { places, most }
    }

    /// Under way, and at most.
    pub(super) fn state(&self) -> [usize; 2] {
        let free = self.places.available_permits();
        [self.most.saturating_sub(free), self.most]
    }
}

/// Answers at once where too much is under way: whoever waits in a queue that grows presses again and makes it longer. Asked
/// when the body is here, so that slow visitors take no place from others.
pub(super) async fn shed_load(State(web): State<Web>, request: Request, next: Next) -> Response {
    let Ok(_place) = web.load.places.try_acquire() else {
        metrics::request_shed("requests");
        return too_busy(request.headers());
    };
    answer_in_time(LONGEST, next.run(request)).await
}

/// Whoever never gets an answer from the database, because the way there is cut and nobody says so, gives the place back. What was
/// begun at Twilio is done to its end all the same.
async fn answer_in_time(longest: Duration, answer: impl Future<Output = Response>) -> Response {
    timeout(longest, answer).await.unwrap_or_else(|_| {
        tracing::error!(event = "request_took_too_long");
        unavailable_page()
    })
}

/// A page, or for the hydrated page what it can read. Nothing was begun, so the same may be asked again.
pub(super) fn too_busy(headers: &HeaderMap) -> Response {
    if !wants_json(headers) {
        return busy_page();
    }
    let again = [(header::RETRY_AFTER, TRY_AGAIN)];
    (
        StatusCode::SERVICE_UNAVAILABLE,
        again,
        Json(AppError::Unavailable),
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::{pending, ready};

    #[tokio::test]
    async fn an_answer_that_never_comes_is_a_page() {
        let answer = answer_in_time(Duration::ZERO, pending()).await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        let answer = answer_in_time(LONGEST, ready("here".into_response())).await;
        assert_eq!(answer.status(), StatusCode::OK);
    }
}
