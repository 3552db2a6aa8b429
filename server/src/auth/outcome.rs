use super::{AccessId, BrowserSecret, Destination, KnownBrowser, SessionId};
use app::domain::{AuthState, Notice, Page, Told, View, guard};

/// What a use case decided: the answer, and what becomes of the session cookie.
#[derive(Debug)]
pub struct Outcome {
    /// State and notice.
    pub view: View,
    /// For the session cookie.
    pub session: SessionChange,
    /// For the cookie of a browser that has just signed in, or in which a link of the operator was used.
    pub known: Option<KnownBrowser>,
    /// For the cookie of a remembered browser.
    pub browser: BrowserChange,
    /// For the access cookie of a session that has just got a new id.
    pub access: Option<AccessId>,
}

/// What becomes of the cookie of a remembered browser.
#[derive(Clone, Debug, Default)]
pub enum BrowserChange {
    /// Nothing.
    #[default]
    Keep,
    /// A new value.
    Set {
        /// What it holds.
        secret: BrowserSecret,
        /// How long it counts.
        seconds: i64,
    },
    /// It goes: nobody knows it any more.
    Remove,
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

/// What there is to say, if anything.
pub(super) struct Said(Option<Told>);

impl From<Notice> for Said {
    fn from(notice: Notice) -> Self {
        Self(Some(notice.into()))
    }
}

impl From<Told> for Said {
    fn from(told: Told) -> Self {
        Self(Some(told))
    }
}

impl From<Option<Notice>> for Said {
    fn from(notice: Option<Notice>) -> Self {
        Self(notice.map(Into::into))
    }
}

impl From<Option<Told>> for Said {
    fn from(told: Option<Told>) -> Self {
        Self(told)
    }
}

impl Outcome {
    pub(super) fn keep(state: AuthState, Said(told): Said, now: i64) -> Self {
        Self {
            view: view(state, told, now),
            session: SessionChange::Keep,
            known: None,
            browser: BrowserChange::Keep,
            access: None,
        }
    }

    pub(super) fn renew(id: SessionId, known: Option<KnownBrowser>, state: AuthState, now: i64) -> Self {
        Self {
            view: view(state, None, now),
            session: SessionChange::Renew(id),
            known,
            browser: BrowserChange::Keep,
            access: None,
        }
    }

    /// A wrong password matters more than a session that ended long ago.
    pub(super) fn said_even_if_ended(mut self, told: impl Into<Told>) -> Self {
        let told = told.into();
        self.view.notice = Some(told.notice);
        self.view.until = told.until;
        self
    }

    /// Leads elsewhere than the state alone would, if someone in this state may see that page.
    pub fn going_to(mut self, page: Option<Page>) -> Self {
        let step = self.view.state.step();
        self.view.page = page.filter(|page| guard::redirect_from(step, page.path()).is_none());
        self
    }

    /// Leads to where the sign-in was for. Other programs are for those alone who are signed in.
    pub(super) fn returning_to(mut self, destination: Option<Destination>) -> Self {
        match destination {
            Some(Destination::Elsewhere(address)) if matches!(self.view.state, AuthState::SignedIn(_)) => {
                self.view.elsewhere = Some(address.as_str().to_owned());
                self
            }
            destination => self.going_to(destination.and_then(|destination| destination.page())),
        }
    }

    /// What other programs will know the session by.
    pub(super) fn with_access(mut self, access: Option<AccessId>) -> Self {
        self.access = access;
        self
    }

    /// The browser is known to the account from now on.
    pub(super) fn with_known(mut self, known: KnownBrowser) -> Self {
        self.known = Some(known);
        self
    }

    /// What becomes of the cookie of a remembered browser.
    pub(super) fn with_browser(mut self, browser: BrowserChange) -> Self {
        self.browser = browser;
        self
    }

    pub(super) fn signed_out(now: i64) -> Self {
        Self {
            view: view(AuthState::SignedOut, Some(Notice::SignedOut.into()), now),
            session: SessionChange::Remove,
            known: None,
            browser: BrowserChange::Keep,
            access: None,
        }
    }

    pub(super) fn session_ended(now: i64) -> Self {
        Self {
            view: view(AuthState::SignedOut, Some(Notice::SessionEnded.into()), now),
            session: SessionChange::Stale,
            known: None,
            browser: BrowserChange::Keep,
            access: None,
        }
    }
}

fn view(state: AuthState, told: Option<Told>, now: i64) -> View {
    View {
        state,
        notice: told.map(|told| told.notice),
        until: told.and_then(|told| told.until),
        page: None,
        elsewhere: None,
        as_of: now,
    }
}
