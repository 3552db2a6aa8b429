use super::{account_details::AccountDetails, policy::CONFIRMED};
use crate::store::SessionRow;
use app::domain::{Account, Challenge, PhoneNumber, Role};

/// The second factor was approved in this session. Only [`super::Visit::approved`] makes one, so a handler that takes it cannot
/// forget to ask.
pub struct Approved<'a>(&'a SessionRow);

impl<'a> Approved<'a> {
    /// For a row that is full, which the caller knows.
    pub(super) fn of(row: &'a SessionRow) -> Self {
        Self(row)
    }

    /// The session, if password and code are fresh enough for a change.
    pub(super) fn confirmed(&self, now: i64) -> Option<&'a SessionRow> {
        let confirmed = self.confirmed_until().is_some_and(|until| now < until);
        confirmed.then_some(self.0)
    }

    /// What the account pages show.
    pub(super) fn account(
        &self,
        details: &AccountDetails,
        challenge: Option<Challenge>,
        now: i64,
    ) -> Account {
        let details = details.clone();
        Account {
            user_id: self.0.username.clone(),
            phone: self.0.user_phone.as_ref().map(PhoneNumber::masked),
            role: Role::SecondFactorAuthenticated,
            factor: self.0.factor.as_deref().and_then(|name| name.parse().ok()),
            confirmed_until: self.confirmed_until().filter(|until| now < *until),
            challenge,
            sessions: details.sessions,
            browsers: details.browsers,
            activity: details.activity,
            last_sign_in: details.last_sign_in.map(Box::new),
            recovery_codes_left: details.recovery_codes.count,
            recovery_codes_made_at: details.recovery_codes.made_at,
        }
    }

    /// The row of the session.
    pub(super) fn session(&self) -> &SessionRow {
        self.0
    }

    pub(super) fn user_id(&self) -> &str {
        &self.0.user_id
    }

    pub(super) fn username(&self) -> &str {
        &self.0.username
    }

    pub(super) fn is_confirmed(&self, now: i64) -> bool {
        is_confirmed(self.0, now)
    }

    /// Until when password and code of this session are fresh enough for changes, if a code was typed at all.
    pub(super) fn confirmed_until(&self) -> Option<i64> {
        confirmed_until(self.0)
    }
}

fn confirmed_until(row: &SessionRow) -> Option<i64> {
    Some(row.password_at.min(row.code_at?) + CONFIRMED)
}

pub(super) fn is_confirmed(row: &SessionRow, now: i64) -> bool {
    confirmed_until(row).is_some_and(|until| now < until)
}
