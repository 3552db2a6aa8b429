use super::SessionId;
use app::domain::{AuthState, Notice, View};

/// What a use case decided: the answer, and what becomes of the session cookie.
#[derive(Debug)]
pub struct Outcome {
    /// State and notice.
    pub view: View,
    /// For the cookie.
    pub session: SessionChange,
}

/// What becomes of the session cookie.
#[derive(Clone, Debug)]
pub enum SessionChange {
    /// Nothing.
    Keep,
    /// A new id, after a rise of the session.
    Renew(SessionId),
    /// It goes: the person signed out.
    Remove,
    /// It names no session any more. Only a page takes it away: the answer to a second press may arrive after the first
    /// one renewed the session, and must not take the new id away.
    Stale,
}

impl Outcome {
    pub(super) fn keep(state: AuthState, notice: impl Into<Option<Notice>>) -> Self {
        Self {
            view: View {
                state,
                notice: notice.into(),
            },
            session: SessionChange::Keep,
        }
    }

    pub(super) fn renew(id: SessionId, state: AuthState) -> Self {
        Self {
            view: View { state, notice: None },
            session: SessionChange::Renew(id),
        }
    }

    /// A wrong password matters more than a session that ended long ago.
    pub(super) fn said_even_if_ended(mut self, notice: Notice) -> Self {
        self.view.notice = Some(notice);
        self
    }

    pub(super) fn signed_out() -> Self {
        Self::without_session(Notice::SignedOut, SessionChange::Remove)
    }

    pub(super) fn session_ended() -> Self {
        Self::without_session(Notice::SessionEnded, SessionChange::Stale)
    }

    fn without_session(notice: Notice, session: SessionChange) -> Self {
        let view = View {
            state: AuthState::SignedOut,
            notice: Some(notice),
        };
        Self { view, session }
    }
}
