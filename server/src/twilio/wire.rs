use crate::verify::LastSend;
use serde::Deserialize;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// What create, fetch and check answer, as far as it matters here. Nearly every field may be null by the schema.
#[derive(Debug, Deserialize)]
pub(super) struct Verification {
    pub sid: String,
    pub status: String,
    pub service_sid: Option<String>,
    pub account_sid: Option<String>,
    pub to: Option<String>,
    pub valid: Option<bool>,
    pub date_created: Option<String>,
    pub send_code_attempts: Option<Vec<SendAttempt>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct SendAttempt {
    pub time: Option<String>,
    pub channel: Option<String>,
}

/// Twilio's own error shape (`message`) and RFC 9457 (`detail`).
#[derive(Debug, Default, Deserialize)]
pub(super) struct ErrorBody {
    pub code: Option<u32>,
    pub message: Option<String>,
    pub detail: Option<String>,
}

impl Verification {
    /// Nothing when the body is no such thing.
    pub(super) fn read(body: &[u8]) -> Option<Self> {
        serde_json::from_slice(body).ok()
    }

    /// True while it may be checked, also in a state that nobody has told us of: only the known ends are ends.
    pub(super) fn is_pending(&self) -> bool {
        !matches!(
            self.status.as_str(),
            "approved" | "canceled" | "deleted" | "expired" | "failed"
        )
    }

    /// Seconds since 1970.
    pub(super) fn created_at(&self) -> Option<i64> {
        seconds(self.date_created.as_deref()?)
    }

    pub(super) fn last_send(&self) -> Option<LastSend> {
        let attempts = self.send_code_attempts.as_deref()?;
        let sends = attempts.iter().filter_map(|attempt| {
            Some(LastSend {
                at: seconds(attempt.time.as_deref()?)?,
                // Some pages show it in capitals.
                channel: attempt
                    .channel
                    .as_deref()
                    .and_then(|channel| channel.to_ascii_lowercase().parse().ok()),
            })
        });
        sends.max_by_key(|send| send.at)
    }
}

/// ISO 8601 with or without milliseconds (the documentation says RFC 2822; the service does not).
fn seconds(time: &str) -> Option<i64> {
    OffsetDateTime::parse(time, &Rfc3339)
        .ok()
        .map(OffsetDateTime::unix_timestamp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::domain::Channel;

    #[test]
    fn nulls_and_unknown_fields_are_taken() {
        let body = r#"{"sid":"VE1","status":"odd","valid":null,"send_code_attempts":[{"time":null},
            {"time":"1970-01-01T00:01:05.678Z","channel":"SMS"},{"time":"1970-01-01T00:01:02.000Z","channel":"call"}],
            "date_created":"1970-01-01T00:01:00Z","new":{"a":1}}"#;
        let verification = Verification::read(body.as_bytes()).unwrap();
        assert_eq!(verification.created_at(), Some(60));
        let expected = LastSend {
            at: 65,
            channel: Some(Channel::Sms),
        };
        assert_eq!(verification.last_send(), Some(expected));
        assert!(verification.is_pending());
    }
}
