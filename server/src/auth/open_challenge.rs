use super::{HALF_OPEN, SessionHash, policy::CONFIRMED};
use crate::store::Level;
use app::domain::{Page, PhoneNumber, Purpose};

/// An open challenge: of a half-open session, or one that a signed-in person began.
#[derive(Clone)]
pub(super) struct OpenChallenge {
    pub session: SessionHash,
    pub id: String,
    pub purpose: Purpose,
    pub user_id: String,
    pub level: Level,
    pub enrolment_from: i64,
    pub failures: i64,
    pub made_at: i64,
    /// As the row keeps it, see [`super::Destination`].
    pub return_to: Option<String>,
    /// The phone of the user, whatever the challenge is about.
    pub on_file: Option<PhoneNumber>,
    /// The phone on file, or the number typed before the last send.
    pub phone: Option<PhoneNumber>,
    pub epoch: Option<i64>,
}

/// Seconds. A confirmation is over with the password that began it: a code after that would confirm nothing.
pub(super) fn lifetime(purpose: Purpose) -> i64 {
    match purpose {
        Purpose::StepUp => CONFIRMED,
        Purpose::SignIn | Purpose::Enrol | Purpose::NewPhone => HALF_OPEN,
    }
}

impl OpenChallenge {
    /// The page that was asked for, if it is ours.
    pub(super) fn page_to_return_to(&self) -> Option<Page> {
        self.return_to.as_deref()?.parse().ok()
    }

    /// The page that it belongs to, where that is not the usual one of the state.
    pub(super) fn page(&self) -> Option<Page> {
        match self.purpose {
            Purpose::SignIn | Purpose::Enrol => None,
            Purpose::StepUp => Some(Page::Confirm),
            Purpose::NewPhone => Some(Page::Phone),
        }
    }
}
