use super::{
    client::Client,
    deadline::Deadline,
    failure::reason,
    reply::{Health, Reply},
};
use crate::metrics::{self, Stopwatch};
use reqwest::RequestBuilder;
use std::time::Duration;

const TRIES: u32 = 3;
const FIRST_PAUSE: Duration = Duration::from_millis(100);
/// A Twilio that did not answer is looked at so often in the time that one operation may take.
const LOOKS: u32 = 5;

/// Why there is no whole answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum CallError {
    /// No connection was made, or none was tried because Twilio does not answer now.
    NotMade,
    /// Something was sent; what became of it is unknown.
    Unanswered,
}

impl Client {
    /// The end of an operation that begins now.
    pub(super) fn deadline(&self) -> Deadline {
        Deadline::after(self.settings.timeouts.total)
    }

    /// Makes a call, again only if Twilio did not process it, all before the deadline.
    pub(super) async fn call(
        &self,
        deadline: Deadline,
        request: impl Fn() -> RequestBuilder,
    ) -> Result<Reply, CallError> {
        let given_up = self.breaker.given_up();
        if self.breaker.is_open() {
            return Err(CallError::NotMade);
        }
        let answer = tokio::select! {
            biased;
            answer = deadline.limit(self.try_often(deadline, request)) => answer,
            // Others have waited in vain for as long as anyone waits.
            () = given_up => return Err(CallError::Unanswered),
        };
        if answer.is_none() {
            tracing::warn!(event = "twilio_call_failed", reason = "timeout");
        }
        self.note(match &answer {
            Some(Ok(reply)) => reply.health(),
            Some(Err(_)) => Health::Fails,
            None => Health::Silent,
        });
        answer.unwrap_or(Err(CallError::Unanswered))
    }

    async fn try_often(
        &self,
        deadline: Deadline,
        request: impl Fn() -> RequestBuilder,
    ) -> Result<Reply, CallError> {
        let mut pause = FIRST_PAUSE;
        for _ in 1..TRIES {
            let answer = self.call_once(request()).await;
            let asked = match &answer {
                Ok(reply) if reply.is_not_processed() => reply.retry_after.unwrap_or_default(),
                Err(CallError::NotMade) => 0,
                _ => return answer,
            };
            let wait = Duration::from_secs(asked.into()) + self.jittered(pause);
            // Whoever gives up before a try knows that nothing was done; whoever gives up within one does not.
            if !self.can_try(deadline, wait) {
                return answer;
            }
            tokio::time::sleep(wait).await;
            pause *= 2;
        }
        self.call_once(request()).await
    }

    /// True when a try after this wait could still connect.
    pub(super) fn can_try(&self, deadline: Deadline, wait: Duration) -> bool {
        deadline.leaves(wait + self.settings.timeouts.connect)
    }

    async fn call_once(&self, request: RequestBuilder) -> Result<Reply, CallError> {
        let begun = Stopwatch::start();
        let response = request.send().await.map_err(|error| {
            tracing::warn!(event = "twilio_call_failed", reason = reason(&error));
            if error.is_connect() {
                CallError::NotMade
            } else {
                CallError::Unanswered
            }
        })?;
        let status = response.status().as_u16();
        let reply = Reply::read(response).await?;
        metrics::twilio_answered_in(begun.elapsed());
        let request_id = reply.request_id.as_deref();
        tracing::info!(event = "twilio_answered", status, request_id);
        Ok(reply)
    }

    /// Between once and twice as long, so that instances that failed together do not come back together.
    fn jittered(&self, pause: Duration) -> Duration {
        let mut byte = [0];
        self.randomness.fill(&mut byte);
        pause + pause * u32::from(byte[0]) / 255
    }

    fn note(&self, health: Health) {
        match health {
            Health::Busy => {}
            Health::Answers if self.breaker.succeed() => tracing::info!(event = "twilio_answers_again"),
            Health::Answers => {}
            Health::Fails | Health::Silent => {
                if self.breaker.fail(health == Health::Silent) {
                    tracing::error!(
                        event = "twilio_does_not_answer",
                        host = self.settings.base_url.host_str(),
                        "no codes are sent or checked now; `kakunin doctor` tells more"
                    );
                    tokio::spawn(self.clone().look_until_it_answers());
                }
            }
        }
    }

    /// Reads the service now and then, which costs nothing, so that no person has to wait to find out.
    async fn look_until_it_answers(self) {
        while self.breaker.is_open() {
            tokio::time::sleep(self.settings.timeouts.total / LOOKS).await;
            let look = self.call_once(self.service_request());
            let health = match self.deadline().limit(look).await {
                Some(Ok(reply)) => reply.health(),
                _ => Health::Fails,
            };
            // A busy Twilio is no dead one.
            if matches!(health, Health::Answers | Health::Busy) {
                self.note(Health::Answers);
            }
        }
    }
}
