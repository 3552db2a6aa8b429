use super::{
    breaker::Breaker,
    call::CallError,
    error_code::TwilioError,
    reply::Reply,
    settings::TwilioSettings,
    start_form::{Form, form, without_locale},
};
use crate::{
    randomness::Randomness,
    verify::{CheckError, Fetched, StartError, StartRequest, Started, Subject, Unanswered, Verdict, Verify},
};
use app::domain::{Code, PhoneNumber};
use async_trait::async_trait;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{RequestBuilder, redirect};
use secrecy::ExposeSecret;
use std::{sync::Arc, time::Duration};

/// Talks to Twilio Verify, or to a twin of it. Clones share connections and what they know of Twilio's health.
#[derive(Clone)]
pub struct Client {
    pub(super) settings: Arc<TwilioSettings>,
    pub(super) randomness: Arc<dyn Randomness>,
    pub(super) breaker: Arc<Breaker>,
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
            // A connection that Twilio is about to close must not be the one that carries a send.
            .pool_idle_timeout(Duration::from_secs(30))
            .redirect(redirect::Policy::none())
            .no_proxy_for_loopback(&settings)
            .user_agent(concat!("kakunin/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self {
            settings: Arc::new(settings),
            randomness,
            breaker: Arc::default(),
            http,
        })
    }

    pub(super) fn url(&self, path: &str) -> String {
        let base = self.settings.base_url.as_str().trim_end_matches('/');
        format!("{base}/v2/Services/{}{path}", self.settings.service.0)
    }

    pub(super) fn authorized(&self, request: RequestBuilder) -> RequestBuilder {
        request
            .basic_auth(
                &self.settings.username,
                Some(self.settings.password.expose_secret()),
            )
            .header("accept", "application/json")
    }

    pub(super) fn post(&self, path: &str, form: &Form) -> RequestBuilder {
        self.authorized(self.http.post(self.url(path)).form(form))
    }

    pub(super) fn path_of(of: Subject<'_>) -> String {
        let name = match of {
            Subject::Number(number) => number.as_str(),
            Subject::Sid(sid, _) => sid,
        };
        format!("/Verifications/{}", utf8_percent_encode(name, NON_ALPHANUMERIC))
    }

    pub(super) fn service_request(&self) -> RequestBuilder {
        self.authorized(self.http.get(self.url("")))
    }

    /// Creates, once more without `Locale` when that may be what was refused.
    async fn create(&self, form: Form) -> Result<Reply, CallError> {
        let deadline = self.deadline();
        let reply = self.call(deadline, || self.post("/Verifications", &form)).await?;
        let about_locale = reply.error().is_some_and(TwilioError::is_perhaps_about_locale);
        if !about_locale || !self.can_try(deadline, Duration::ZERO) {
            return Ok(reply);
        }
        let form = without_locale(form);
        let second = self.call(deadline, || self.post("/Verifications", &form)).await?;
        if second.error().is_none() {
            tracing::warn!(
                event = "twilio_refused_locale",
                "sent in the language that Twilio chose"
            );
        }
        Ok(second)
    }
}

#[async_trait]
impl Verify for Client {
    fn answers(&self) -> bool {
        !self.breaker.is_open()
    }

    async fn start(&self, request: &StartRequest<'_>) -> Result<Started, StartError> {
        let form = form(&self.settings.send_options, request);
        let reply = self.create(form).await.map_err(|error| match error {
            CallError::NotMade => StartError::NotProcessed { wait: None },
            CallError::Unanswered => StartError::Unanswered,
        })?;
        self.judge_start(request.to, &reply)
    }

    async fn check(&self, sid: &str, to: &PhoneNumber, code: &Code) -> Result<Verdict, CheckError> {
        let form = vec![
            ("VerificationSid", sid.to_owned()),
            ("Code", code.as_str().to_owned()),
        ];
        let reply = self
            .call(self.deadline(), || self.post("/VerificationCheck", &form))
            .await
            .map_err(|error| match error {
                CallError::NotMade => CheckError::NotProcessed,
                CallError::Unanswered => CheckError::Unanswered,
            })?;
        self.judge_check(sid, to, &reply)
    }

    async fn fetch(&self, of: Subject<'_>) -> Result<Option<Fetched>, Unanswered> {
        let url = self.url(&Self::path_of(of));
        let reply = self
            .call(self.deadline(), || self.authorized(self.http.get(&url)))
            .await
            .map_err(|_| Unanswered)?;
        self.judge_fetch(of, &reply)
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
