//! What was decided, as the answer to a request.

use super::RequestPortal;
use crate::{
    auth::{AuthError, BrowserChange, Outcome, SessionChange},
    web::{load::TRY_AGAIN, return_to::location},
};
use app::{
    domain::{AuthState, Notice, Page, Told, View, auth_state::Step},
    error::AppError,
};
use axum::http::{HeaderValue, StatusCode, header};

impl RequestPortal {
    /// Turns what was decided into cookies and, for a plain form, into a redirect to the page of the new state.
    pub(super) async fn answer(
        &self,
        outcome: Result<Outcome, AuthError>,
        when_broken: Step,
    ) -> Result<View, AppError> {
        let kept = match outcome {
            Ok(outcome) => self.keep(outcome).await,
            Err(error) => Err(error),
        };
        let (location, answer) = match kept {
            Ok(view) => (location(&view), Ok(view)),
            Err(error) => {
                log(&error);
                // No redirect to a page that says that all are busy: the browser would ask for one page more.
                if error.is_overload() {
                    return Err(self.unavailable());
                }
                self.set_cookie(self.cookies.set_notice(Notice::Unavailable));
                let page = HeaderValue::from_static(when_broken.page().path());
                (page, Err(self.unavailable()))
            }
        };
        if self.plain {
            self.response.set_status(StatusCode::SEE_OTHER);
            self.response.insert_header(header::LOCATION, location);
        }
        answer
    }

    async fn keep(&self, outcome: Outcome) -> Result<View, AuthError> {
        match &outcome.session {
            SessionChange::Keep | SessionChange::Stale => {}
            SessionChange::Renew(id) => {
                self.set_cookie(self.cookies.set_session(id));
                if self.visitor.return_to.is_some() {
                    self.set_cookie(self.cookies.remove_return());
                }
            }
            SessionChange::Remove if self.has_cookie => {
                for cookie in self.web.end_cookies() {
                    self.set_cookie(cookie);
                }
            }
            SessionChange::Remove => {}
        }
        if let Some(access) = &outcome.access
            && let Some(cookie) = self.web.access_cookie(access)
        {
            self.set_cookie(cookie);
        }
        if let Some(known) = &outcome.known {
            self.set_cookie(self.cookies.set_known(known));
        }
        match &outcome.browser {
            BrowserChange::Keep => {}
            BrowserChange::Set { secret, seconds } => {
                self.set_cookie(self.cookies.set_browser(secret, *seconds));
            }
            BrowserChange::Remove => self.set_cookie(self.cookies.remove_browser()),
        }
        // The page that comes next finds out by itself that a cookie names no session any more.
        let is_stale = matches!(outcome.session, SessionChange::Stale);
        let notice = outcome
            .view
            .notice
            .filter(|notice| !(is_stale && *notice == Notice::SessionEnded));
        // The next page of ours tells it, too, after one of another program.
        if (self.plain || outcome.view.elsewhere.is_some())
            && let Some(notice) = notice
        {
            let until = outcome.view.until;
            self.keep_notice(&outcome, Told { notice, until }).await?;
        }
        Ok(outcome.view)
    }

    /// A plain form's answer is a redirect: what there is to say waits for the page that comes next.
    async fn keep_notice(&self, outcome: &Outcome, told: Told) -> Result<(), AuthError> {
        let session = match &outcome.session {
            SessionChange::Renew(renewed) => Some(renewed),
            _ => self.visitor.session.as_ref(),
        };
        match (&outcome.view.state, session) {
            (AuthState::CodeNeeded(_) | AuthState::SignedIn(_), Some(session)) => {
                self.web.auth.keep_notice(session, told).await?;
            }
            _ => self.set_cookie(self.cookies.set_notice(told)),
        }
        Ok(())
    }

    /// Whoever must confirm first returns to this page afterwards.
    pub(super) fn come_back_to(&self, page: Page, outcome: &Result<Outcome, AuthError>) {
        if outcome
            .as_ref()
            .is_ok_and(|outcome| outcome.view.page == Some(Page::Confirm))
        {
            self.set_cookie(self.cookies.set_return(page));
        }
    }

    /// For a plain form that is not sent elsewhere the body becomes a page.
    fn unavailable(&self) -> AppError {
        self.response.set_status(StatusCode::SERVICE_UNAVAILABLE);
        self.response
            .insert_header(header::RETRY_AFTER, HeaderValue::from_static(TRY_AGAIN));
        AppError::Unavailable
    }

    pub(super) fn set_cookie(&self, cookie: HeaderValue) {
        self.response.append_header(header::SET_COOKIE, cookie);
    }
}

/// A flood is no fault of ours that an operator could mend.
pub(in crate::web) fn log(error: &AuthError) {
    if error.is_overload() {
        tracing::warn!(event = "too_many_passwords_at_once");
    } else {
        tracing::error!(event = "request_failed", %error);
    }
}
