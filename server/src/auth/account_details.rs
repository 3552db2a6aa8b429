use super::Auth;
use crate::store::{RecoveryCodesLeft, SessionRow, StoreError};
use app::domain::{Activity, RememberedBrowser, SessionSummary};

/// What the account pages show beside the session itself.
#[derive(Clone, Default)]
pub(super) struct AccountDetails {
    pub sessions: Vec<SessionSummary>,
    pub browsers: Vec<RememberedBrowser>,
    pub activity: Vec<Activity>,
    pub recovery_codes: RecoveryCodesLeft,
}

/// Rows of the audit log that a person sees of the own account.
const SHOWN_ACTIVITY: i64 = 20;

impl Auth {
    pub(super) async fn account_details(&self, session: &SessionRow) -> Result<AccountDetails, StoreError> {
        let activity = self
            .database
            .audit_of_user(&session.user_id, SHOWN_ACTIVITY)
            .await?;
        Ok(AccountDetails {
            sessions: Vec::new(),
            browsers: Vec::new(),
            activity: activity
                .into_iter()
                .filter_map(|row| {
                    Some(Activity {
                        at: row.at,
                        kind: row.event.parse().ok()?,
                        address: row.address,
                        device: row.device,
                        phone: row.phone,
                    })
                })
                .collect(),
            recovery_codes: self.database.recovery_codes_left(&session.user_id).await?,
        })
    }
}
