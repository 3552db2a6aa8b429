use super::{channel::Channel, code, refusal::Refusal};
use serde::Serialize;

/// Where a verification stands, in Twilio's words. Expiry is not stored: the clock decides it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Status {
    Pending,
    Approved,
    Canceled,
    MaxAttemptsReached,
}

/// One message of a verification.
#[derive(Clone)]
pub(super) struct Attempt {
    /// `VL` and 32 hex digits.
    pub(super) sid: String,
    pub(super) channel: Channel,
    /// Milliseconds since 1970.
    pub(super) time: i64,
}

/// One number's code and what became of it. It holds the code, therefore it has no `Debug`.
#[derive(Clone)]
pub(super) struct Verification {
    pub(super) sid: String,
    pub(super) to: String,
    pub(super) code: String,
    pub(super) status: Status,
    /// Milliseconds since 1970.
    pub(super) created: i64,
    /// Milliseconds since 1970.
    pub(super) updated: i64,
    /// Seconds since 1970; from this second on the verification is gone.
    pub(super) expires: i64,
    /// Codes tried so far, the right one included.
    pub(super) checks: usize,
    /// Oldest first.
    pub(super) attempts: Vec<Attempt>,
}

impl Verification {
    /// Whether Twilio still shows it: approval and expiry delete it, cancelling does not.
    pub(super) fn is_shown(&self, now: i64) -> bool {
        self.status != Status::Approved && now.div_euclid(1000) < self.expires
    }

    /// Whether it can still be sent, checked or changed, or be in the way of a new one.
    pub(super) fn is_open(&self, now: i64) -> bool {
        self.is_shown(now) && self.status != Status::Canceled
    }

    /// The channel of the latest message; only a verification without messages has none.
    pub(super) fn channel(&self) -> Option<Channel> {
        self.attempts.last().map(|attempt| attempt.channel)
    }

    /// Counts a well-formed code and answers with the verification as the check shows it: the last
    /// wrong code still reads `pending`, only then comes `max_attempts_reached`.
    pub(super) fn try_code(&mut self, tried: &str, checks: usize, now: i64) -> Result<Self, Refusal> {
        if self.status == Status::MaxAttemptsReached {
            return Err(Refusal::ChecksUsed);
        }
        self.checks += 1;
        self.updated = now;
        if code::matches(&self.code, tried) {
            self.status = Status::Approved;
        }
        let shown = self.clone();
        if self.status == Status::Pending && self.checks >= checks {
            self.status = Status::MaxAttemptsReached;
        }
        Ok(shown)
    }
}
