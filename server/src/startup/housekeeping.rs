use crate::{
    auth::{Auth, HALF_OPEN},
    store::StoreError,
};
use std::{sync::Arc, time::Duration};

const EVERY: Duration = Duration::from_secs(600);
const DAY: i64 = 86_400;

/// Removes what is past its time, now and then: expired sessions with their challenges, old counts, old verifications. Gives back
/// the memory of a rush.
pub(super) async fn keep_house(auth: Arc<Auth>) {
    let mut tick = tokio::time::interval(EVERY);
    loop {
        tick.tick().await;
        auth.passwords.release_memory();
        if let Err(error) = prune(&auth).await {
            tracing::warn!(event = "pruning_failed", %error);
        }
    }
}

async fn prune(auth: &Auth) -> Result<(), StoreError> {
    let (now, lifetimes, database) = (auth.clock.now(), &auth.policy.lifetimes, &auth.database);
    let (risen, seen) = (now - lifetimes.absolute, now - lifetimes.idle);
    let sessions = database.prune_sessions(now - HALF_OPEN, risen, seen).await?;
    let browsers = database.prune_browsers(now).await?;
    let ceilings = database.prune_ceilings(now - 2 * DAY).await?;
    let verifications = database.prune_verifications(now - DAY).await?;
    let links = database.prune_password_links(now).await?;
    let attempts = database.prune_sign_in_attempts(now - 2 * DAY).await?;
    let audit = database.prune_audit(now - lifetimes.audit).await?;
    let places = database.prune_places(now).await?;
    tracing::debug!(
        event = "pruned",
        sessions,
        browsers,
        ceilings,
        verifications,
        links,
        attempts,
        audit,
        places
    );
    Ok(())
}
