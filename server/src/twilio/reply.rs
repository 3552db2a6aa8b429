use super::{
    call::CallError,
    error_code::{TwilioError, is_outage},
    failure::reason,
    wire::Verification,
};
use reqwest::{Response, StatusCode};

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
    /// `Twilio-Request-Id`, which Twilio's support asks for.
    pub request_id: Option<String>,
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
        let request_id = header(&response, "twilio-request-id").map(str::to_owned);
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(cut_off)? {
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
            request_id,
        })
    }

    /// What a success says of a verification; nothing when it cannot be read.
    pub(super) fn verification(&self) -> Option<Verification> {
        let read = Verification::read(&self.body);
        if read.is_none() {
            let request_id = self.request_id.as_deref();
            tracing::warn!(event = "twilio_answer_unreadable", request_id);
        }
        read
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
        if is_outage(self.status) {
            Health::Fails
        } else if self.is_not_processed() {
            Health::Busy
        } else {
            Health::Answers
        }
    }
}

fn cut_off(error: reqwest::Error) -> CallError {
    tracing::warn!(event = "twilio_call_failed", reason = reason(&error));
    CallError::Unanswered
}

fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    response.headers().get(name)?.to_str().ok()
}

/// In whole seconds; Twilio sends no dates there.
fn retry_after(response: &Response) -> Option<u32> {
    let seconds: u64 = header(response, "retry-after")?.parse().ok()?;
    Some(u32::try_from(seconds).map_or(LONGEST_WAIT, |seconds| seconds.min(LONGEST_WAIT)))
}
