use super::{
    call::{CallError, Reply},
    error_code::TwilioError,
    settings::TwilioSettings,
    verdict::{is_about, verdict},
    wire::Verification,
};
use crate::{
    randomness::Randomness,
    verify::{CheckError, Fetched, StartError, Started, Unanswered, Verdict, Verify},
};
use app::domain::{Channel, Code, Language, PhoneNumber};
use async_trait::async_trait;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{RequestBuilder, redirect};
use secrecy::ExposeSecret;
use std::sync::Arc;

/// Talks to Twilio Verify, or to a twin of it.
pub struct Client {
    pub(super) settings: TwilioSettings,
    pub(super) randomness: Arc<dyn Randomness>,
    pub(super) http: reqwest::Client,
}

impl Client {
    /// A client with its own pool of connections.
    ///
    /// # Errors
    /// When the TLS stack cannot be set up.
    pub fn new(settings: TwilioSettings, randomness: Arc<dyn Randomness>) -> reqwest::Result<Self> {
        let http = reqwest::Client::builder()
            .connect_timeout(settings.timeouts.connect)
            .timeout(settings.timeouts.total)
            .redirect(redirect::Policy::none())
            .no_proxy_for_loopback(&settings)
            .user_agent(concat!("kakunin/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self {
            settings,
            randomness,
            http,
        })
    }

    pub(super) fn url(&self, path: &str) -> String {
        let base = self.settings.base_url.as_str().trim_end_matches('/');
        format!("{base}/v2/Services/{}/{path}", self.settings.service.0)
    }

    pub(super) fn authorized(&self, request: RequestBuilder) -> RequestBuilder {
        request
            .basic_auth(
                &self.settings.username,
                Some(self.settings.password.expose_secret()),
            )
            .header("accept", "application/json")
    }

    fn post(&self, path: &str, form: &[(&str, &str)]) -> RequestBuilder {
        self.authorized(self.http.post(self.url(path)).form(form))
    }

    fn started(&self, to: &PhoneNumber, reply: &Reply) -> Option<Started> {
        let answer: Verification = serde_json::from_slice(&reply.body).ok()?;
        let started = Started {
            created_at: answer.created_at()?,
            sid: answer.sid.clone(),
        };
        (is_about(&self.settings, to, &answer) && is_verification_sid(&started.sid)).then_some(started)
    }
}

fn is_verification_sid(sid: &str) -> bool {
    let digits = sid.strip_prefix("VE").unwrap_or_default();
    digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Says where an operator must act, once for each failure: alerts hang on this line.
fn log_refusal(operation: &str, error: TwilioError) {
    let status = error.status.as_u16();
    match error.of_start() {
        StartError::Refused(crate::verify::Refusal::Configuration) => {
            tracing::error!(
                event = "twilio_misconfigured",
                operation,
                code = error.code,
                status
            );
        }
        _ => tracing::warn!(event = "twilio_refused", operation, code = error.code, status),
    }
}

#[async_trait]
impl Verify for Client {
    async fn start(
        &self,
        to: &PhoneNumber,
        channel: Channel,
        locale: Language,
    ) -> Result<Started, StartError> {
        let form = [
            ("To", to.as_str()),
            ("Channel", channel.as_str()),
            ("Locale", locale.as_str()),
        ];
        let reply = self
            .call(|| self.post("Verifications", &form))
            .await
            .map_err(|error| match error {
                CallError::NotConnected => StartError::NotProcessed,
                CallError::Unanswered => StartError::Unanswered,
            })?;
        if reply.status.is_success() {
            return self.started(to, &reply).ok_or(StartError::Unanswered);
        }
        let error = TwilioError::read(reply.status, &reply.body);
        log_refusal("create", error);
        Err(error.of_start())
    }

    async fn check(&self, sid: &str, to: &PhoneNumber, code: &Code) -> Result<Verdict, CheckError> {
        let form = [("VerificationSid", sid), ("Code", code.as_str())];
        let reply = self
            .call(|| self.post("VerificationCheck", &form))
            .await
            .map_err(|error| match error {
                CallError::NotConnected => CheckError::NotProcessed,
                CallError::Unanswered => CheckError::Unanswered,
            })?;
        if reply.status.is_success() {
            let answer = serde_json::from_slice(&reply.body).map_err(|_| CheckError::Unanswered)?;
            return verdict(&self.settings, sid, to, &answer);
        }
        let error = TwilioError::read(reply.status, &reply.body);
        if !matches!(error.code, Some(60200 | 60202 | 20404)) {
            log_refusal("check", error);
        }
        error.of_check()
    }

    async fn fetch(&self, to: &PhoneNumber) -> Result<Option<Fetched>, Unanswered> {
        let number = utf8_percent_encode(to.as_str(), NON_ALPHANUMERIC);
        let url = self.url(&format!("Verifications/{number}"));
        let reply = self
            .call(|| self.authorized(self.http.get(&url)))
            .await
            .map_err(|_| Unanswered)?;
        if reply.status == reqwest::StatusCode::NOT_FOUND {
            return Ok(None);
        }
        if !reply.status.is_success() {
            log_refusal("fetch", TwilioError::read(reply.status, &reply.body));
            return Err(Unanswered);
        }
        let started = self.started(to, &reply).ok_or(Unanswered)?;
        let answer: Verification = serde_json::from_slice(&reply.body).map_err(|_| Unanswered)?;
        Ok((answer.status == "pending").then(|| Fetched {
            started,
            last_send_at: answer.last_send_at(),
        }))
    }
}

trait LoopbackWithoutProxy {
    fn no_proxy_for_loopback(self, settings: &TwilioSettings) -> Self;
}

impl LoopbackWithoutProxy for reqwest::ClientBuilder {
    /// A proxy of the environment is for the internet; a twin on this machine is not there.
    fn no_proxy_for_loopback(self, settings: &TwilioSettings) -> Self {
        if settings.base_url.scheme() == "http" {
            self.no_proxy()
        } else {
            self
        }
    }
}
