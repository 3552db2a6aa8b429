use super::wire::ErrorBody;
use crate::verify::{CheckError, Refusal, StartError, Verdict};
use reqwest::StatusCode;

/// The error of an answer that is no success.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct TwilioError {
    pub status: StatusCode,
    pub code: Option<u32>,
}

impl TwilioError {
    pub(super) fn read(status: StatusCode, body: &[u8]) -> Self {
        let code = serde_json::from_slice::<ErrorBody>(body)
            .ok()
            .and_then(|error| error.code);
        Self { status, code }
    }

    /// Twilio says that it did not process the request, so it may be made again (error 20429).
    pub(super) fn is_not_processed(self) -> bool {
        self.code == Some(20429) || (self.status == StatusCode::TOO_MANY_REQUESTS && self.code.is_none())
    }

    /// What it means for a send.
    pub(super) fn of_start(self) -> StartError {
        if self.is_not_processed() {
            return StartError::NotProcessed;
        }
        // Whatever stood behind the gateway may have sent the message.
        if self.status.is_server_error() {
            return StartError::Unanswered;
        }
        StartError::Refused(self.refusal())
    }

    fn refusal(self) -> Refusal {
        match self.code {
            Some(60203) => Refusal::SendsUsedUp,
            Some(60202) => Refusal::ChecksUsedUp,
            // A landline for SMS, not a mobile, a channel that is off: the other channel may do.
            Some(60205 | 60223 | 21612 | 21614 | 68008) => Refusal::Channel,
            // The number is the only parameter that a person chose, so 60200 is about it.
            Some(60200 | 60006 | 21211 | 21408 | 21610 | 60220 | 60238 | 60605) => Refusal::Number,
            Some(60212 | 60410 | 60412 | 60413 | 30450) => Refusal::Later,
            _ => Refusal::Configuration,
        }
    }

    /// What it means for a check.
    pub(super) fn of_check(self) -> Result<Verdict, CheckError> {
        match self.code {
            Some(60202) => Ok(Verdict::UsedUp),
            Some(60200) => Ok(Verdict::Malformed),
            Some(20404) => Ok(Verdict::Gone),
            None if self.status == StatusCode::NOT_FOUND => Ok(Verdict::Gone),
            _ if self.is_not_processed() => Err(CheckError::NotProcessed),
            // Refused at the door: the code was not looked at.
            _ if matches!(self.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) => {
                Err(CheckError::NotProcessed)
            }
            _ => Err(CheckError::Unanswered),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(status: u16, body: &str) -> TwilioError {
        TwilioError::read(StatusCode::from_u16(status).unwrap(), body.as_bytes())
    }

    #[test]
    fn both_error_shapes_and_none_at_all_are_read() {
        assert_eq!(
            error(429, r#"{"code":60203,"message":"m","status":429}"#).code,
            Some(60203)
        );
        assert_eq!(
            error(400, r#"{"type":"t","title":"t","status":400,"code":60200}"#).code,
            Some(60200)
        );
        assert_eq!(error(502, "<html>Bad gateway</html>").code, None);
    }

    #[test]
    fn a_send_is_refused_or_unknown_but_never_both() {
        let table = [
            (429, Some(20429), StartError::NotProcessed),
            (429, None, StartError::NotProcessed),
            (502, None, StartError::Unanswered),
            (503, Some(20503), StartError::Unanswered),
            (429, Some(60203), StartError::Refused(Refusal::SendsUsedUp)),
            (429, Some(60202), StartError::Refused(Refusal::ChecksUsedUp)),
            (403, Some(60205), StartError::Refused(Refusal::Channel)),
            (400, Some(60200), StartError::Refused(Refusal::Number)),
            (403, Some(60410), StartError::Refused(Refusal::Later)),
            (401, Some(20003), StartError::Refused(Refusal::Configuration)),
            (404, Some(20404), StartError::Refused(Refusal::Configuration)),
        ];
        for (status, code, expected) in table {
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(TwilioError { status, code }.of_start(), expected, "{code:?}");
        }
    }

    #[test]
    fn no_error_is_ever_an_approval() {
        for status in 400..600 {
            for code in [
                None,
                Some(20003),
                Some(20404),
                Some(20429),
                Some(60200),
                Some(60202),
                Some(99999),
            ] {
                let status = StatusCode::from_u16(status).unwrap();
                assert_ne!(TwilioError { status, code }.of_check(), Ok(Verdict::Approved));
            }
        }
    }
}
