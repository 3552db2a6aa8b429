use super::{
    client::Client,
    error_code::{TwilioError, is_outage},
    reply::Reply,
    verdict::verdict,
};
use crate::verify::{CheckError, Fetched, StartError, Started, Subject, Unanswered, Verdict};
use app::domain::PhoneNumber;
use reqwest::{Response, StatusCode};

/// What a whole answer means, whoever brought it.
impl Client {
    pub(super) fn judge_start(&self, to: &PhoneNumber, reply: &Reply) -> Result<Started, StartError> {
        if let Some(error) = reply.error() {
            log_refusal("create", reply, error, error.alerts_at_start());
            return Err(match error.of_start() {
                StartError::NotProcessed { .. } => StartError::NotProcessed {
                    wait: reply.retry_after,
                },
                refused => refused,
            });
        }
        self.started_by(to, reply).ok_or(StartError::Unanswered)
    }

    pub(super) fn judge_check(
        &self,
        sid: &str,
        to: &PhoneNumber,
        reply: &Reply,
    ) -> Result<Verdict, CheckError> {
        if let Some(error) = reply.error() {
            let judged = error.of_check();
            if judged.is_err() {
                log_refusal("check", reply, error, judged == Err(CheckError::Refused));
            }
            return judged;
        }
        let answer = reply.verification().ok_or(CheckError::Unanswered)?;
        verdict(&self.settings, sid, to, &answer)
    }

    pub(super) fn judge_fetch(&self, of: Subject<'_>, reply: &Reply) -> Result<Option<Fetched>, Unanswered> {
        match reply.error() {
            None => self.fetched(of, reply),
            Some(error) if error.status == StatusCode::NOT_FOUND => Ok(None),
            Some(error) => {
                log_refusal("fetch", reply, error, error.alerts_at_start());
                Err(Unanswered)
            }
        }
    }
}

/// The door of the fuzz target `twilio_answer`: an answer without a call. A connection for each would be a hundred times
/// slower, and refused calls pause before they are made again.
#[doc(hidden)]
impl Client {
    pub async fn start_answered(&self, to: &PhoneNumber, answer: Response) -> Result<Started, StartError> {
        let reply = Reply::read(answer).await.map_err(|_| StartError::Unanswered)?;
        self.judge_start(to, &reply)
    }

    pub async fn check_answered(
        &self,
        sid: &str,
        to: &PhoneNumber,
        answer: Response,
    ) -> Result<Verdict, CheckError> {
        let reply = Reply::read(answer).await.map_err(|_| CheckError::Unanswered)?;
        self.judge_check(sid, to, &reply)
    }

    pub async fn fetch_answered(
        &self,
        of: Subject<'_>,
        answer: Response,
    ) -> Result<Option<Fetched>, Unanswered> {
        let reply = Reply::read(answer).await.map_err(|_| Unanswered)?;
        self.judge_fetch(of, &reply)
    }
}

/// Says where an operator must act, once for each failure: alerts hang on this line.
fn log_refusal(operation: &str, reply: &Reply, error: TwilioError, alerts: bool) {
    let (code, status, about) = (error.code, error.status.as_u16(), error.about());
    let request_id = reply.request_id.as_deref();
    if alerts {
        tracing::error!(
            event = "twilio_misconfigured",
            operation,
            code,
            status,
            about,
            request_id
        );
    } else if is_outage(error.status) {
        tracing::warn!(event = "twilio_outage", operation, code, status, request_id);
    } else {
        tracing::warn!(
            event = "twilio_refused",
            operation,
            code,
            status,
            about,
            request_id
        );
    }
}
