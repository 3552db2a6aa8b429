use super::{
    error_table::{Row, row},
    wire::ErrorBody,
};
use crate::verify::{CheckError, Refusal, StartError, Verdict};
use reqwest::StatusCode;

/// The error of an answer that is no success.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct TwilioError {
    pub status: StatusCode,
    pub code: Option<u32>,
    /// The message names the parameter `Locale`.
    pub names_locale: bool,
}

impl TwilioError {
    pub(super) fn read(status: StatusCode, body: &[u8]) -> Self {
        let body: ErrorBody = serde_json::from_slice(body).unwrap_or_default();
        let says_locale = |text: &Option<String>| text.as_deref().is_some_and(|text| text.contains("Locale"));
        Self {
            status,
            code: body.code,
            names_locale: says_locale(&body.message) || says_locale(&body.detail),
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
            Some(row) => row.start == StartError::NotProcessed && self.status.is_client_error(),
            None => self.status == StatusCode::TOO_MANY_REQUESTS,
        }
    }

    /// The language may be what was refused. Twilio's pages say 404, others have seen 60200; a template may lack it (60201,
    /// 60229). Nothing was sent, so the same send without it costs nothing.
    pub(super) fn is_perhaps_about_locale(self) -> bool {
        match self.code {
            Some(60200) => self.names_locale,
            Some(20404 | 60201 | 60229) => true,
            code => code.is_none() && self.status == StatusCode::NOT_FOUND,
        }
    }

    /// What it means for a send.
    pub(super) fn of_start(self) -> StartError {
        // Whatever stood behind the gateway may have sent the message.
        if self.status.is_server_error() {
            return StartError::Unanswered;
        }
        if self.is_not_processed() {
            return StartError::NotProcessed;
        }
        self.row()
            .map_or(StartError::Refused(Refusal::Configuration), |row| row.start)
    }

    /// What it means for a check. Never an approval.
    pub(super) fn of_check(self) -> Result<Verdict, CheckError> {
        if self.status.is_server_error() {
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
        self.row().map_or(
            self.of_start() == StartError::Refused(Refusal::Configuration),
            |row| row.alerts,
        )
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
            names_locale: false,
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
        assert_eq!((problem.code, problem.names_locale), (Some(60200), true));
        for body in ["<html>Bad gateway</html>", "", "[]", r#"{"code":"x"}"#] {
            assert_eq!(error(502, body).code, None, "{body}");
        }
    }

    #[test]
    fn without_a_known_code_the_status_decides_about_a_send() {
        let operator = StartError::Refused(Refusal::Configuration);
        for (status, code, expected) in [
            (429, None, StartError::NotProcessed),
            (502, None, StartError::Unanswered),
            (503, Some(20503), StartError::Unanswered),
            (500, Some(60203), StartError::Unanswered),
            (503, Some(20429), StartError::Unanswered),
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
