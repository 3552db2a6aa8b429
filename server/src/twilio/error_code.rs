use super::{
    error_table::{Row, row},
    parameter::Parameter,
    wire::ErrorBody,
};
use crate::verify::{CheckError, Refusal, StartError, Verdict};
use reqwest::StatusCode;

/// The error of an answer that is no success.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct TwilioError {
    pub status: StatusCode,
    pub code: Option<u32>,
    /// Which of our own parameters the message names.
    pub names: Option<Parameter>,
}

/// Something is broken over there. Statuses from 600 on do not exist and are read as a 5xx (RFC 9110 section 15).
pub(super) fn is_outage(status: StatusCode) -> bool {
    status.as_u16() >= 500
}

impl TwilioError {
    pub(super) fn read(status: StatusCode, body: &[u8]) -> Self {
        let body: ErrorBody = serde_json::from_slice(body).unwrap_or_default();
        let texts = [body.message, body.detail];
        Self {
            status,
            code: body.code,
            names: texts.iter().flatten().find_map(|text| Parameter::named_in(text)),
        }
    }

    fn row(self) -> Option<&'static Row> {
        row(self.code?)
    }

    /// What Twilio means, in our words.
    pub(super) fn about(self) -> &'static str {
        self.row().map_or("unknown to this release", |row| row.about)
    }

    /// Twilio says that it did not process the request, so it may be made again (error 20429).
    pub(super) fn is_not_processed(self) -> bool {
        match self.row() {
            Some(row) => {
                matches!(row.start, StartError::NotProcessed { .. }) && self.status.is_client_error()
            }
            None => self.code.is_none() && self.status == StatusCode::TOO_MANY_REQUESTS,
        }
    }

    /// The language may be what was refused. Twilio's pages say 404, others have seen 60200; a template may lack it (60201,
    /// 60229). Nothing was sent, so the same send without it costs nothing.
    pub(super) fn is_perhaps_about_locale(self) -> bool {
        match self.code {
            Some(60200) => self.names == Some(Parameter::Locale),
            Some(20404 | 60201 | 60229) => true,
            code => code.is_none() && self.status == StatusCode::NOT_FOUND,
        }
    }

    /// What it means for a send.
    pub(super) fn of_start(self) -> StartError {
        if self.is_perhaps_nobodys() {
            return StartError::Unanswered;
        }
        if self.is_not_processed() {
            return StartError::NotProcessed { wait: None };
        }
        match self.row() {
            Some(_) if self.is_about_our_parameter() => StartError::Refused(Refusal::Configuration),
            Some(row) => row.start,
            None => StartError::Refused(Refusal::Configuration),
        }
    }

    /// Whatever stood behind a gateway may have sent the message: without a code of Twilio's only an answer that is given at
    /// the door proves that nothing was done.
    fn is_perhaps_nobodys(self) -> bool {
        let at_the_door = matches!(self.status.as_u16(), 300..=399 | 401 | 403 | 404 | 405 | 429);
        is_outage(self.status) || (self.code.is_none() && !at_the_door)
    }

    /// Error 60200 for something that no person chose.
    fn is_about_our_parameter(self) -> bool {
        self.code == Some(60200) && self.names.is_some()
    }

    /// What it means for a check. Never an approval.
    pub(super) fn of_check(self) -> Result<Verdict, CheckError> {
        if is_outage(self.status) {
            return Err(CheckError::Unanswered);
        }
        match (self.row(), self.status) {
            (Some(row), _) => row.check,
            _ if self.is_not_processed() => Err(CheckError::NotProcessed),
            (None, StatusCode::NOT_FOUND) if self.code.is_none() => Ok(Verdict::Gone),
            // Refused at the door.
            (None, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) => Err(CheckError::Refused),
            (None, _) => Err(CheckError::Unanswered),
        }
    }

    /// True when an operator must hear of this answer to a send.
    pub(super) fn alerts_at_start(self) -> bool {
        self.row().is_some_and(|row| row.alerts)
            || self.of_start() == StartError::Refused(Refusal::Configuration)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(status: u16, body: &str) -> TwilioError {
        TwilioError::read(StatusCode::from_u16(status).unwrap(), body.as_bytes())
    }

    fn coded(status: u16, code: Option<u32>) -> TwilioError {
        TwilioError {
            status: StatusCode::from_u16(status).unwrap(),
            code,
            names: None,
        }
    }

    #[test]
    fn both_error_shapes_and_none_at_all_are_read() {
        let own = error(429, r#"{"code":60203,"message":"m","status":429}"#);
        assert_eq!(own.code, Some(60203));
        let problem = error(
            400,
            r#"{"type":"t","title":"t","status":400,"code":60200,"detail":"Locale"}"#,
        );
        assert_eq!(
            (problem.code, problem.names),
            (Some(60200), Some(Parameter::Locale))
        );
        for body in ["<html>Bad gateway</html>", "", "[]", r#"{"code":"x"}"#] {
            assert_eq!(error(502, body).code, None, "{body}");
        }
    }

    #[test]
    fn without_a_known_code_the_status_decides_about_a_send() {
        let operator = StartError::Refused(Refusal::Configuration);
        let not_processed = StartError::NotProcessed { wait: None };
        for (status, code, expected) in [
            (429, None, not_processed),
            (429, Some(99_999), operator),
            (400, None, StartError::Unanswered),
            (408, None, StartError::Unanswered),
            (401, None, operator),
            (502, None, StartError::Unanswered),
            (503, Some(20503), StartError::Unanswered),
            (500, Some(60203), StartError::Unanswered),
            (503, Some(20429), StartError::Unanswered),
            (600, Some(60203), StartError::Unanswered),
            (999, Some(20429), StartError::Unanswered),
            (302, None, operator),
            (400, Some(99_999), operator),
            (404, None, operator),
        ] {
            assert_eq!(coded(status, code).of_start(), expected, "{status} {code:?}");
        }
        assert!(coded(400, Some(99_999)).alerts_at_start());
        assert!(!coded(502, None).alerts_at_start());
    }

    #[test]
    fn without_a_known_code_the_status_decides_about_a_check() {
        for (status, code, expected) in [
            (404, None, Ok(Verdict::Gone)),
            (429, None, Err(CheckError::NotProcessed)),
            (401, None, Err(CheckError::Refused)),
            (400, Some(99_999), Err(CheckError::Unanswered)),
            (502, None, Err(CheckError::Unanswered)),
            (500, Some(20404), Err(CheckError::Unanswered)),
            (600, Some(60202), Err(CheckError::Unanswered)),
        ] {
            assert_eq!(coded(status, code).of_check(), expected, "{status} {code:?}");
        }
    }

    #[test]
    fn no_error_is_ever_an_approval() {
        let codes = (20_000..70_000)
            .step_by(7)
            .chain([20_404, 60_200, 60_202])
            .map(Some);
        for code in codes.chain([None]) {
            for status in [301, 400, 401, 403, 404, 429, 500, 503] {
                assert_ne!(coded(status, code).of_check(), Ok(Verdict::Approved));
            }
        }
    }

    #[test]
    fn a_refused_parameter_of_ours_is_not_the_persons_number() {
        let refused = |name: &str| {
            error(
                400,
                &format!(r#"{{"code":60200,"message":"Invalid parameter `{name}`: 1"}}"#),
            )
        };
        assert_eq!(refused("To").of_start(), StartError::Refused(Refusal::Number));
        assert!(!refused("To").alerts_at_start());
        assert_eq!(
            refused("RateLimits").of_start(),
            StartError::Refused(Refusal::Configuration)
        );
        assert!(refused("RateLimits").alerts_at_start());
    }

    #[test]
    fn a_refused_locale_is_told_from_a_refused_number() {
        assert!(
            error(
                400,
                r#"{"code":60200,"message":"Invalid parameter `Locale`: xx"}"#
            )
            .is_perhaps_about_locale()
        );
        assert!(
            !error(400, r#"{"code":60200,"message":"Invalid parameter `To`: 1"}"#).is_perhaps_about_locale()
        );
        assert!(error(404, r#"{"code":20404}"#).is_perhaps_about_locale());
        assert!(!error(429, r#"{"code":60203}"#).is_perhaps_about_locale());
    }
}
