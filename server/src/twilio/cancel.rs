use super::{client::Client, wire::Verification};
use crate::verify::{Subject, Unanswered};

impl Client {
    /// Cancels a verification: its code is dead, and the next send begins a new one. True when Twilio says so; false when
    /// there was none any more. Twilio means this for tests and for those who check codes themselves (Verify,
    /// "Update a Verification"); no sign-in needs it.
    ///
    /// # Errors
    /// When Twilio gives no answer that can be understood.
    pub async fn cancel(&self, of: Subject<'_>) -> Result<bool, Unanswered> {
        let form = vec![("Status", "canceled".to_owned())];
        let path = Self::path_of(of);
        let reply = self
            .call(self.deadline(), || self.post(&path, &form))
            .await
            .map_err(|_| Unanswered)?;
        if reply.status == reqwest::StatusCode::NOT_FOUND {
            return Ok(false);
        }
        let answer = Verification::read(&reply.body).filter(|_| reply.error().is_none());
        let answer = answer.ok_or(Unanswered)?;
        self.started(of.number(), &answer).ok_or(Unanswered)?;
        Ok(answer.status == "canceled")
    }
}
