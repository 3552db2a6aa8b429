use crate::{
    auth::{Auth, HALF_OPEN},
    metrics,
    store::StoreError,
};
use std::{sync::Arc, time::Duration};

const EVERY: Duration = Duration::from_secs(600);
const DAY: i64 = 86_400;
/// The name of the job that one instance at a time does.
const JOB: &str = "housekeeping_until";
/// Shorter than the time between two ticks, so that who did it last may do it again; longer than it ever takes.
const LEASE: i64 = 540;

/// Removes what is past its time, now and then: expired sessions with their challenges, old counts, old verifications. Of several
/// instances the first one to wake does it for all. Each gives back the memory of a rush that is over.
pub(super) async fn keep_house(auth: Arc<Auth>) {
    let mut tick = tokio::time::interval(EVERY);
    loop {
        tick.tick().await;
        auth.passwords.release_memory();
        if let Err(error) = keep_house_once(&auth).await {
            tracing::warn!(event = "pruning_failed", %error);
        }
    }
}

async fn keep_house_once(auth: &Auth) -> Result<(), StoreError> {
    let now = auth.clock.now();
    if auth.database.take_lease(JOB, now, now + LEASE).await? {
        prune(auth, now).await
    } else {
        tracing::info!(event = "pruned_elsewhere");
        Ok(())
    }
}

async fn prune(auth: &Auth, now: i64) -> Result<(), StoreError> {
    let (lifetimes, database) = (&auth.policy.lifetimes, &auth.database);
    let (risen, seen) = (now - lifetimes.absolute, now - lifetimes.idle);
    let sessions = database.prune_sessions(now - HALF_OPEN, risen, seen).await?;
    let browsers = database.prune_browsers(now).await?;
    let ceilings = database.prune_ceilings(now - 2 * DAY).await?;
    let verifications = database.prune_verifications(now - DAY).await?;
    let links = database.prune_password_links(now).await?;
    let attempts = database.prune_sign_in_attempts(now - 2 * DAY).await?;
    let audit = database.prune_audit(now - lifetimes.audit).await?;
    let places = database.prune_places(now).await?;
    for (table, rows) in [
        ("sessions", sessions),
        ("remembered_browsers", browsers),
        ("ceilings", ceilings),
        ("verifications", verifications),
        ("password_links", links),
        ("sign_in_attempts", attempts),
        ("audit", audit),
        ("pumping_places", places),
    ] {
        metrics::pruned(table, rows);
    }
    tracing::info!(
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
