use super::{client::Client, error_code::TwilioError};
use reqwest::{RequestBuilder, Response, StatusCode, header::RETRY_AFTER};
use std::time::Duration;

/// A larger answer is none of Twilio's.
const LARGEST_BODY: usize = 256 * 1024;
const TRIES: u32 = 3;
const FIRST_PAUSE: Duration = Duration::from_millis(100);

/// A whole answer.
pub(super) struct Reply {
    pub status: StatusCode,
    pub body: Vec<u8>,
    retry_after: Option<Duration>,
}

/// Why there is no whole answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum CallError {
    /// No connection was made.
    NotConnected,
    /// Something was sent; what became of it is unknown.
    Unanswered,
}

impl Client {
    /// Makes a call, again only if Twilio did not process it, all within the total time.
    pub(super) async fn call(&self, request: impl Fn() -> RequestBuilder) -> Result<Reply, CallError> {
        let tries = async {
            let mut pause = FIRST_PAUSE;
            for _ in 1..TRIES {
                match self.call_once(request()).await {
                    Ok(reply) if reply.is_processed() => return Ok(reply),
                    Ok(reply) => self.pause(reply.retry_after.unwrap_or(pause)).await,
                    Err(CallError::NotConnected) => self.pause(pause).await,
                    Err(CallError::Unanswered) => return Err(CallError::Unanswered),
                }
                pause *= 2;
            }
            self.call_once(request()).await
        };
        let unanswered = Err(CallError::Unanswered);
        tokio::time::timeout(self.settings.timeouts.total, tries)
            .await
            .unwrap_or(unanswered)
    }

    async fn call_once(&self, request: RequestBuilder) -> Result<Reply, CallError> {
        let response = request.send().await.map_err(|error| {
            // `without_url`: the path of a fetch holds the number.
            let connected = !error.is_connect();
            tracing::warn!(event = "twilio_call_failed", connected, error = %error.without_url());
            if connected {
                CallError::Unanswered
            } else {
                CallError::NotConnected
            }
        })?;
        let request_id = response
            .headers()
            .get("twilio-request-id")
            .and_then(|id| id.to_str().ok());
        tracing::debug!(
            event = "twilio_answered",
            status = response.status().as_u16(),
            request_id
        );
        Reply::read(response).await
    }

    /// Full jitter on top, so that instances that failed together do not come back together.
    async fn pause(&self, base: Duration) {
        let mut byte = [0];
        self.randomness.fill(&mut byte);
        tokio::time::sleep(base + base * u32::from(byte[0]) / 255).await;
    }
}

impl Reply {
    pub(super) async fn read(mut response: Response) -> Result<Self, CallError> {
        let status = response.status();
        let retry_after = response
            .headers()
            .get(RETRY_AFTER)
            .and_then(|value| value.to_str().ok());
        let retry_after = retry_after
            .and_then(|seconds| seconds.parse().ok())
            .map(Duration::from_secs);
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| CallError::Unanswered)? {
            if body.len() + chunk.len() > LARGEST_BODY {
                return Err(CallError::Unanswered);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Self {
            status,
            body,
            retry_after,
        })
    }

    fn is_processed(&self) -> bool {
        self.status.is_success() || !TwilioError::read(self.status, &self.body).is_not_processed()
    }
}
