use std::{future::Future, time::Duration};
use tokio::time::{Instant, timeout_at};

/// The end of one operation, shared by all calls that it makes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline(Instant);

impl Deadline {
    pub(super) fn after(total: Duration) -> Self {
        Self(Instant::now() + total)
    }

    /// True when there is more time left than this.
    pub(super) fn leaves(self, needed: Duration) -> bool {
        Instant::now() + needed < self.0
    }

    /// What the future gives, or nothing when it takes too long.
    pub(super) async fn limit<T>(self, future: impl Future<Output = T>) -> Option<T> {
        timeout_at(self.0, future).await.ok()
    }
}
