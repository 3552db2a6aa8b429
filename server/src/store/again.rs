use super::{Database, StoreError};
use std::future::Future;

/// So often one unit of work is done at most.
const TRIES: usize = 3;

/// An error that may come from the database.
pub trait OfStore {
    /// The failure of the database, if it is one.
    fn of_store(&self) -> Option<&StoreError>;
}

impl OfStore for StoreError {
    fn of_store(&self) -> Option<&StoreError> {
        Some(self)
    }
}

impl Database {
    /// Does a unit of work, and does it again where the engine undid it or the connection broke before it was to last (see
    /// [`StoreError::may_try_again`]). At once: whoever undid it is done by then, and a new connection waits by itself for a server
    /// that starts again. The unit is one transaction, or reads only; it calls nobody that could be paid twice.
    ///
    /// # Errors
    /// Those of the last try.
    pub async fn again<T, E: OfStore, W: Future<Output = Result<T, E>>>(
        &self,
        mut work: impl FnMut() -> W,
    ) -> Result<T, E> {
        for _ in 1..TRIES {
            match work().await {
                Err(error) => match error.of_store().filter(|failure| failure.may_try_again()) {
                    Some(failure) => {
                        let reason = failure.kind().as_str();
                        tracing::warn!(event = "database_tried_again", reason);
                    }
                    None => return Err(error),
                },
                done => return done,
            }
        }
        work().await
    }
}
