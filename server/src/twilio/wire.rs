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
}

/// Twilio's own error shape and RFC 9457 agree in this one field.
#[derive(Debug, Deserialize)]
pub(super) struct ErrorBody {
    pub code: Option<u32>,
}

impl Verification {
    /// Seconds since 1970.
    pub(super) fn created_at(&self) -> Option<i64> {
        seconds(self.date_created.as_deref()?)
    }

    /// Seconds since 1970 of the latest send.
    pub(super) fn last_send_at(&self) -> Option<i64> {
        let attempts = self.send_code_attempts.as_deref()?;
        attempts
            .iter()
            .filter_map(|attempt| seconds(attempt.time.as_deref()?))
            .max()
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

    #[test]
    fn nulls_and_unknown_fields_are_taken() {
        let body = r#"{"sid":"VE1","status":"odd","valid":null,"send_code_attempts":[{"time":null},
            {"time":"1970-01-01T00:01:05.678Z"}],"date_created":"1970-01-01T00:01:00Z","new":{"a":1}}"#;
        let verification: Verification = serde_json::from_str(body).unwrap();
        assert_eq!(verification.created_at(), Some(60));
        assert_eq!(verification.last_send_at(), Some(65));
    }
}
