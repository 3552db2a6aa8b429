use super::{client::Client, error_code::is_outage, reply::Reply, tls_fault::TlsFault, wire::ErrorBody};
use reqwest::{
    StatusCode,
    header::{DATE, HeaderMap},
};
use serde::Deserialize;
use time::{OffsetDateTime, format_description::well_known::Rfc2822};

/// What a Verify service says of itself (Verify, Services resource). `None` where it says nothing.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[non_exhaustive]
pub struct Service {
    /// `VA` and 32 hex digits.
    pub sid: String,
    /// The account that owns it.
    pub account_sid: Option<String>,
    /// The name in every message.
    pub friendly_name: Option<String>,
    /// Digits in a code.
    pub code_length: Option<i64>,
    /// Whether each number is looked up before a send, at a price.
    pub lookup_enabled: Option<bool>,
    /// Whether a text message to a landline is refused (60205); works with the lookup only.
    pub skip_sms_to_landlines: Option<bool>,
    /// Whether every send must name an amount and a payee (60206 without).
    pub psd2_enabled: Option<bool>,
    /// Whether a caller may bring a code of its own.
    pub custom_code_enabled: Option<bool>,
    /// Whether the message asks not to share the code.
    pub do_not_share_warning_enabled: Option<bool>,
    /// Whether a call waits for a key before it tells the code.
    pub dtmf_input_required: Option<bool>,
}

/// One answer to a question about the service.
#[derive(Debug)]
pub struct ServiceAnswer {
    /// Twilio's clock, in seconds since 1970, from the header `Date` (RFC 9110 section 6.6.1).
    pub date: Option<i64>,
    /// The service, or why there is none.
    pub service: Result<Service, ServiceError>,
}

/// Why the service could not be read. Twilio, its pages of errors; holds no text of an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ServiceError {
    /// No connection was made.
    #[error("no connection was made")]
    Unreachable,
    /// A connection was made, and no safe channel over it.
    #[error("no TLS: {0}")]
    Tls(TlsFault),
    /// Nothing, or half an answer, came in time.
    #[error("no answer came in time")]
    Unanswered,
    /// 401, error 20003: wrong credentials, or an API key of another region.
    #[error("the credentials were refused")]
    Refused,
    /// Error 20008: test credentials do not work for Verify.
    #[error("these are test credentials")]
    TestCredentials,
    /// 403, errors 20005 and 20403: the account is suspended or closed.
    #[error("the account is not active")]
    Suspended,
    /// 404, error 20404: the account has no such service.
    #[error("there is no such service")]
    NotFound,
    /// Error 60200: the SID of the service has a wrong form.
    #[error("the SID of the service has a wrong form")]
    MalformedSid,
    /// 429, error 20429: asked too often.
    #[error("asked too often")]
    TooMany,
    /// 5xx: an outage.
    #[error("an outage, status {0}")]
    Outage(u16),
    /// An answer of Twilio's form that means nothing here.
    #[error("an odd answer, status {status}, error {code:?}")]
    Odd {
        /// HTTP status.
        status: u16,
        /// Twilio's error code.
        code: Option<u32>,
    },
    /// An answer that has not the form of Twilio's.
    #[error("not Twilio's answer, status {0}")]
    NotTwilio(u16),
}

impl Client {
    /// Asks once for the service, `GET /v2/Services/{VA…}`: sends nothing, costs nothing, and waits for no second try.
    pub async fn service(&self) -> ServiceAnswer {
        let answer = self.deadline().limit(self.ask_for_service()).await;
        answer.unwrap_or(ServiceAnswer {
            date: None,
            service: Err(ServiceError::Unanswered),
        })
    }

    async fn ask_for_service(&self) -> ServiceAnswer {
        match self.service_request().send().await {
            Ok(response) => {
                let date = date(response.headers());
                let service = match Reply::read(response).await {
                    Ok(reply) => self.read_service(reply.status, &reply.body),
                    Err(_) => Err(ServiceError::Unanswered),
                };
                ServiceAnswer { date, service }
            }
            Err(error) => ServiceAnswer {
                date: None,
                service: Err(without_answer(&error)),
            },
        }
    }

    fn read_service(&self, status: StatusCode, body: &[u8]) -> Result<Service, ServiceError> {
        if !status.is_success() {
            return Err(refusal(status, body));
        }
        let service: Service =
            serde_json::from_slice(body).map_err(|_| ServiceError::NotTwilio(status.as_u16()))?;
        if service.sid != self.settings.service.0 {
            return Err(ServiceError::Odd {
                status: status.as_u16(),
                code: None,
            });
        }
        Ok(service)
    }
}

/// Seconds since 1970.
fn date(headers: &HeaderMap) -> Option<i64> {
    let text = headers.get(DATE)?.to_str().ok()?;
    let date = OffsetDateTime::parse(text, &Rfc2822).ok()?;
    Some(date.unix_timestamp())
}

fn refusal(status: StatusCode, body: &[u8]) -> ServiceError {
    let number = status.as_u16();
    if is_outage(status) {
        return ServiceError::Outage(number);
    }
    // Both error shapes of Twilio's are objects; a gateway or another server answers with a page.
    let Ok(error) = serde_json::from_slice::<ErrorBody>(body) else {
        return ServiceError::NotTwilio(number);
    };
    match (number, error.code) {
        (_, Some(20008)) => ServiceError::TestCredentials,
        (401, _) | (_, Some(20003)) => ServiceError::Refused,
        (403, None | Some(20005 | 20403)) => ServiceError::Suspended,
        (404, None | Some(20404)) => ServiceError::NotFound,
        (_, Some(60200)) => ServiceError::MalformedSid,
        (429, _) | (_, Some(20429)) => ServiceError::TooMany,
        (status, code) => ServiceError::Odd { status, code },
    }
}

fn without_answer(error: &reqwest::Error) -> ServiceError {
    if let Some(fault) = TlsFault::of(error) {
        ServiceError::Tls(fault)
    } else if error.is_connect() {
        ServiceError::Unreachable
    } else {
        ServiceError::Unanswered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_is_told_apart() {
        let table = [
            (401, r#"{"code":20003,"status":401}"#, ServiceError::Refused),
            (401, r#"{"status":401}"#, ServiceError::Refused),
            (403, r#"{"code":20008}"#, ServiceError::TestCredentials),
            (403, r#"{"code":20403}"#, ServiceError::Suspended),
            (403, r#"{"code":20005}"#, ServiceError::Suspended),
            (404, r#"{"code":20404}"#, ServiceError::NotFound),
            (400, r#"{"code":60200}"#, ServiceError::MalformedSid),
            (429, r#"{"code":20429}"#, ServiceError::TooMany),
            (503, "<html>", ServiceError::Outage(503)),
            (404, "<html>not here</html>", ServiceError::NotTwilio(404)),
            (401, "", ServiceError::NotTwilio(401)),
            (302, "", ServiceError::NotTwilio(302)),
            (
                418,
                r#"{"type":"t","title":"t","status":418,"code":7}"#,
                ServiceError::Odd {
                    status: 418,
                    code: Some(7),
                },
            ),
        ];
        for (status, body, expected) in table {
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(refusal(status, body.as_bytes()), expected, "{status} {body}");
        }
    }

    #[test]
    fn the_date_of_an_answer_is_read() {
        let mut headers = HeaderMap::new();
        assert_eq!(date(&headers), None);
        headers.insert(DATE, "Fri, 02 Jan 2026 03:04:05 GMT".parse().unwrap());
        assert_eq!(date(&headers), Some(1_767_323_045));
        headers.insert(DATE, "yesterday".parse().unwrap());
        assert_eq!(date(&headers), None);
    }

    #[test]
    fn nulls_and_unknown_fields_of_a_service_are_taken() {
        let service: Service =
            serde_json::from_str(r#"{"sid":"VA1","code_length":null,"psd2_enabled":true,"new":[]}"#).unwrap();
        assert_eq!((service.code_length, service.psd2_enabled), (None, Some(true)));
    }
}
