use app::domain::{Code, PhoneNumber};
use async_trait::async_trait;
use server::verify::{
    CheckError, Fetched, StartError, StartRequest, Started, Subject, Unanswered, Verdict, Verify,
};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The one right code.
pub(super) const RIGHT: &str = "123456";

/// Takes every message and knows one code.
#[derive(Default)]
pub(super) struct Postbox {
    messages: AtomicUsize,
}

impl Postbox {
    pub(super) fn count(&self) -> usize {
        self.messages.load(Ordering::SeqCst)
    }
}

#[async_trait]
impl Verify for Postbox {
    fn answers(&self) -> bool {
        true
    }

    async fn start(&self, request: &StartRequest<'_>) -> Result<Started, StartError> {
        self.messages.fetch_add(1, Ordering::SeqCst);
        Ok(Started {
            sid: format!("VE{}", request.to.as_str()),
            created_at: None,
        })
    }

    async fn check(&self, _: &str, _: &PhoneNumber, code: &Code) -> Result<Verdict, CheckError> {
        let right = RIGHT.parse::<Code>().is_ok_and(|right| right == *code);
        Ok(if right { Verdict::Approved } else { Verdict::Wrong })
    }

    async fn fetch(&self, _: Subject<'_>) -> Result<Option<Fetched>, Unanswered> {
        Ok(None)
    }
}
