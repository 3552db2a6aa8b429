use super::{client::Client, reply::Reply, verdict::is_about, wire::Verification};
use crate::verify::{Fetched, Started, Subject, Unanswered};
use app::domain::PhoneNumber;

impl Client {
    /// What a success of create says; nothing when it cannot be read or is about something else.
    pub(super) fn started_by(&self, to: &PhoneNumber, reply: &Reply) -> Option<Started> {
        self.started(to, &reply.verification()?)
    }

    /// What an answer says; nothing when it is about something else.
    pub(super) fn started(&self, to: &PhoneNumber, answer: &Verification) -> Option<Started> {
        let is_ours = is_about(&self.settings, to, answer) && is_verification_sid(&answer.sid);
        if !is_ours {
            tracing::error!(
                event = "twilio_answer_mismatch",
                "an answer names other ids than were asked about"
            );
        }
        is_ours.then(|| Started {
            sid: answer.sid.clone(),
            created_at: answer.created_at(),
        })
    }

    /// What a success of fetch says.
    pub(super) fn fetched(&self, of: Subject<'_>, reply: &Reply) -> Result<Option<Fetched>, Unanswered> {
        let answer = reply.verification().ok_or(Unanswered)?;
        let started = self.started(of.number(), &answer).ok_or(Unanswered)?;
        if matches!(of, Subject::Sid(sid, _) if sid != started.sid) {
            return Err(Unanswered);
        }
        let checks_used_up = answer.status == "max_attempts_reached";
        Ok((checks_used_up || answer.is_pending()).then(|| Fetched {
            last_send: answer.last_send(),
            checks_used_up,
            started,
        }))
    }
}

fn is_verification_sid(sid: &str) -> bool {
    let digits = sid.strip_prefix("VE").unwrap_or_default();
    digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}
