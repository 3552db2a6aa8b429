use super::{BrowserSecret, ClientAddress, Destination, KnownBrowser, SessionId};
use app::domain::{Language, Page};

/// What a request tells about who makes it.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// From the session cookie.
    pub session: Option<SessionId>,
    /// From the cookie of a remembered browser.
    pub browser: Option<BrowserSecret>,
    /// Where the request came from.
    pub address: ClientAddress,
    /// What the browser calls itself.
    pub user_agent: String,
    /// The language that a message should speak.
    pub language: Language,
    /// The page, of ours or of another program, that the browser asked for before it was sent to sign in or to confirm.
    pub return_to: Option<Destination>,
    /// Says that this browser signed in to an account before.
    pub known: Option<KnownBrowser>,
    /// True where the answer is a redirect, for which nobody needs to read what only a page shows.
    pub is_redirected: bool,
}

impl Visitor {
    /// The page that was asked for, if it is ours.
    pub(super) fn page_to_return_to(&self) -> Option<Page> {
        self.return_to.as_ref().and_then(Destination::page)
    }

    /// What the browser calls itself, cut to what is stored.
    pub(super) fn stored_user_agent(&self) -> String {
        self.user_agent.chars().take(200).collect()
    }
}
