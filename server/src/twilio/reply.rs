use super::{call::CallError, error_code::TwilioError};
use reqwest::{Response, StatusCode, header::RETRY_AFTER};

/// A larger answer is none of Twilio's.
const LARGEST_BODY: usize = 256 * 1024;
/// Nobody waits longer than an hour, whatever a header says. Seconds.
const LONGEST_WAIT: u32 = 3_600;

/// A whole answer.
pub(super) struct Reply {
    pub status: StatusCode,
    pub body: Vec<u8>,
    /// How long Twilio asks to wait before the next call, in seconds.
    pub retry_after: Option<u32>,
}

/// How the other side is, by one answer or the lack of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Health {
    Answers,
    /// It is there, and asks for fewer calls.
    Busy,
    /// No connection, or no answer that can be used, and soon.
    Fails,
    /// No answer in all the time that there was.
    Silent,
}

impl Reply {
    /// Reads a whole answer, or gives up on one that is cut off or too large.
    pub(super) async fn read(mut response: Response) -> Result<Self, CallError> {
        let status = response.status();
        let retry_after = retry_after(&response);
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| CallError::Unanswered)? {
            if body.len() + chunk.len() > LARGEST_BODY {
                tracing::warn!(event = "twilio_answer_too_large");
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

    /// The error, unless it is a success.
    pub(super) fn error(&self) -> Option<TwilioError> {
        (!self.status.is_success()).then(|| TwilioError::read(self.status, &self.body))
    }

    /// Twilio says that it did not process the request.
    pub(super) fn is_not_processed(&self) -> bool {
        self.error().is_some_and(TwilioError::is_not_processed)
    }

    pub(super) fn health(&self) -> Health {
        if self.status.is_server_error() {
            Health::Fails
        } else if self.is_not_processed() {
            Health::Busy
        } else {
            Health::Answers
        }
    }
}

/// In whole seconds; Twilio sends no dates there.
fn retry_after(response: &Response) -> Option<u32> {
    let value = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    value
        .parse::<u64>()
        .ok()
        .map(|seconds| u32::try_from(seconds).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT))
}
