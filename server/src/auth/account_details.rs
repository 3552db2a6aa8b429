use super::{Approved, Auth, device::device};
use crate::store::{AuditRow, BrowserRow, ListedSession, RecoveryCodesLeft, SessionRow, StoreError};
use app::domain::{Activity, RememberedBrowser, SessionSummary};

/// What the account pages show beside the session itself.
#[derive(Clone, Default)]
pub(super) struct AccountDetails {
    pub sessions: Vec<SessionSummary>,
    pub browsers: Vec<RememberedBrowser>,
    pub activity: Vec<Activity>,
    pub last_sign_in: Option<Activity>,
    pub recovery_codes: RecoveryCodesLeft,
}

impl AccountDetails {
    /// Whoever finds a browser open is not told where and with what the person signs in.
    fn without_places(mut self) -> Self {
        for one in self.activity.iter_mut().chain(&mut self.last_sign_in) {
            (one.address, one.device) = (None, None);
        }
        self
    }
}

/// Rows of the audit log that a person sees of the own account. Refusals have places of their own: a stranger can cause any
/// number of them, and must not push out of sight what was changed.
const SHOWN_ACTIVITY: i64 = 15;
const SHOWN_REFUSALS: i64 = 5;

impl Auth {
    pub(super) async fn account_details(
        &self,
        session: &SessionRow,
        now: i64,
    ) -> Result<AccountDetails, StoreError> {
        let activity = self.activity_of(&session.user_id).await?;
        let before = self.database.last_sign_in(&session.user_id, session.created_at);
        let details = AccountDetails {
            activity,
            last_sign_in: before.await?.and_then(of_audit),
            recovery_codes: self.database.recovery_codes_left(&session.user_id).await?,
            ..AccountDetails::default()
        };
        if Approved::of(session).confirmed(now).is_none() {
            return Ok(details.without_places());
        }
        Ok(AccountDetails {
            sessions: self.sessions_of(session, now).await?,
            browsers: self.browsers_of(session, now).await?,
            ..details
        })
    }

    async fn activity_of(&self, user_id: &str) -> Result<Vec<Activity>, StoreError> {
        let mut rows = self
            .database
            .activity_of_user(user_id, false, SHOWN_ACTIVITY)
            .await?;
        rows.extend(
            self.database
                .activity_of_user(user_id, true, SHOWN_REFUSALS)
                .await?,
        );
        rows.sort_by(|one, other| (other.at, &other.id).cmp(&(one.at, &one.id)));
        Ok(rows.into_iter().filter_map(of_audit).collect())
    }

    async fn sessions_of(&self, session: &SessionRow, now: i64) -> Result<Vec<SessionSummary>, StoreError> {
        let lifetimes = &self.policy.lifetimes;
        let (risen, seen) = (now - lifetimes.absolute, now - lifetimes.idle);
        let rows = self.database.sessions_of_user(&session.user_id, risen, seen);
        let summary = |row| of_session(row, &session.public_id);
        let mut sessions: Vec<_> = rows.await?.into_iter().map(summary).collect();
        sessions.sort_by_key(|session| !session.is_this);
        Ok(sessions)
    }

    async fn browsers_of(
        &self,
        session: &SessionRow,
        now: i64,
    ) -> Result<Vec<RememberedBrowser>, StoreError> {
        if self.policy.lifetimes.remembered_browser.is_none() {
            return Ok(Vec::new());
        }
        let phone = session.user_phone.as_ref();
        let rows = self.database.browsers_of_user(&session.user_id, phone, now);
        Ok(rows.await?.into_iter().map(of_browser).collect())
    }
}

/// Nothing for an event that this release does not know.
fn of_audit(row: AuditRow) -> Option<Activity> {
    Some(Activity {
        at: row.at,
        kind: row.event.parse().ok()?,
        address: row.address,
        device: row.device,
        phone: row.phone,
    })
}

fn of_session(row: ListedSession, this: &str) -> SessionSummary {
    SessionSummary {
        is_this: row.public_id == this,
        id: row.public_id,
        device: device(&row.user_agent),
        address: row.address,
        began_at: row.created_at,
        last_seen_at: row.last_seen_at,
        factor: row.factor.and_then(|name| name.parse().ok()),
    }
}

fn of_browser(row: BrowserRow) -> RememberedBrowser {
    RememberedBrowser {
        id: row.id,
        device: device(&row.user_agent),
        last_used_at: row.last_used_at,
        expires_at: row.expires_at,
    }
}
