//! A Twilio that approves one code and remembers what it sent.

use app::domain::{Channel, Code, PhoneNumber};
use async_trait::async_trait;
use server::verify::{
    CheckError, Fetched, StartError, StartRequest, Started, Subject, Unanswered, Verdict, Verify,
};
use std::sync::{Mutex, PoisonError};

/// The only code that is right.
pub const RIGHT_CODE: &str = "123456";
const SID: &str = "VE0123456789abcdef0123456789abcdef";

/// Records every message in the place of sending it.
#[derive(Default)]
pub struct Recorder(Mutex<Vec<(PhoneNumber, Channel)>>);

impl Recorder {
    /// The messages since the last time.
    pub fn take(&self) -> Vec<(PhoneNumber, Channel)> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[async_trait]
impl Verify for Recorder {
    fn answers(&self) -> bool {
        true
    }

    async fn start(&self, request: &StartRequest<'_>) -> Result<Started, StartError> {
        let message = (request.to.clone(), request.channel);
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(message);
        Ok(Started {
            sid: SID.into(),
            created_at: None,
        })
    }

    async fn check(&self, _sid: &str, _to: &PhoneNumber, code: &Code) -> Result<Verdict, CheckError> {
        Ok(if code.as_str() == RIGHT_CODE {
            Verdict::Approved
        } else {
            Verdict::Wrong
        })
    }

    async fn fetch(&self, _of: Subject<'_>) -> Result<Option<Fetched>, Unanswered> {
        Ok(None)
    }
}
