use crate::{auth::Auth, store::StoreError};
use std::{sync::Arc, time::Duration};

const EVERY: Duration = Duration::from_secs(600);
const DAY: i64 = 86_400;

/// Removes what is past its time, now and then: expired sessions with their challenges, old counts, old verifications.
pub(super) async fn keep_house(auth: Arc<Auth>) {
    let mut tick = tokio::time::interval(EVERY);
    loop {
        tick.tick().await;
        if let Err(error) = prune(&auth).await {
            tracing::warn!(event = "pruning_failed", %error);
        }
    }
}

async fn prune(auth: &Auth) -> Result<(), StoreError> {
    let now = auth.clock.now();
    let sessions = auth.database.prune_sessions(now - DAY).await?;
    let ceilings = auth.database.prune_ceilings(now - 2 * DAY).await?;
    let verifications = auth.database.prune_verifications(now - DAY).await?;
    let links = auth.database.prune_password_links(now).await?;
    tracing::debug!(event = "pruned", links, sessions, ceilings, verifications);
    Ok(())
}
