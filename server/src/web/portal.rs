mod typed_again;

use self::typed_again::page_named;
use super::{Web, cookies::Cookies, load::TRY_AGAIN, return_to::location};
use crate::auth::{AuthError, BrowserChange, Outcome, SessionChange, Visitor};
use app::{
    api::check_code::REMEMBER,
    domain::{AuthState, Language, Notice, Page, Theme, Told, Typed, View, auth_state::Step},
    error::AppError,
    port::Portal,
};
use async_trait::async_trait;
use axum::http::{HeaderValue, StatusCode, header, request::Parts};
use leptos_axum::ResponseOptions;

/// The port of one request: knows its cookies and writes those of its answer.
pub(super) struct RequestPortal {
    web: Web,
    cookies: Cookies,
    visitor: Visitor,
    has_cookie: bool,
    plain: bool,
    /// The country that the browser chose last, as it says.
    country: String,
    /// The page that a plain form says it stands on.
    stands_on: Option<Page>,
    response: ResponseOptions,
}

impl RequestPortal {
    /// Reads all that it needs from the request at once; touches no database.
    pub(super) fn new(web: &Web, parts: &Parts, response: ResponseOptions) -> Self {
        let visitor = web.visitor(&parts.headers, &parts.extensions);
        Self {
            web: web.clone(),
            cookies: web.cookies(),
            has_cookie: web.cookies().has_session(&parts.headers),
            plain: visitor.is_redirected,
            visitor,
            country: web.remembered_country(&parts.headers),
            stands_on: page_named(parts.uri.query().unwrap_or_default()),
            response,
        }
    }

    /// Turns what was decided into cookies and, for a plain form, into a redirect to the page of the new state.
    async fn answer(&self, outcome: Result<Outcome, AuthError>, when_broken: Step) -> Result<View, AppError> {
        let kept = match outcome {
            Ok(outcome) => self.keep(outcome).await,
            Err(error) => Err(error),
        };
        let (location, answer) = match kept {
            Ok(view) => (location(&view), Ok(view)),
            Err(error) if error.is_overload() => {
                log(&error);
                return Err(self.too_busy());
            }
            Err(error) => {
                log(&error);
                self.set_cookie(self.cookies.set_notice(Notice::Unavailable));
                let page = HeaderValue::from_static(when_broken.page().path());
                (page, Err(AppError::Unavailable))
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
    fn come_back_to(&self, page: Page, outcome: &Result<Outcome, AuthError>) {
        if outcome
            .as_ref()
            .is_ok_and(|outcome| outcome.view.page == Some(Page::Confirm))
        {
            self.set_cookie(self.cookies.set_return(page));
        }
    }

    /// No redirect to a page that says so: the browser would ask for one page more. For a plain form the body becomes one.
    fn too_busy(&self) -> AppError {
        self.response.set_status(StatusCode::SERVICE_UNAVAILABLE);
        self.response
            .insert_header(header::RETRY_AFTER, HeaderValue::from_static(TRY_AGAIN));
        AppError::Unavailable
    }

    fn set_cookie(&self, cookie: HeaderValue) {
        self.response.append_header(header::SET_COOKIE, cookie);
    }
}

/// A flood is no fault of ours that an operator could mend.
pub(super) fn log(error: &AuthError) {
    if error.is_overload() {
        tracing::warn!(event = "too_many_passwords_at_once");
    } else {
        tracing::error!(event = "request_failed", %error);
    }
}

#[async_trait]
impl Portal for RequestPortal {
    async fn login(&self, username: String, password: String) -> Result<View, AppError> {
        let outcome = self
            .web
            .auth
            .login(&self.visitor, &username, password.into())
            .await;
        self.answer(outcome, Step::SignedOut).await
    }

    async fn send_code(
        &self,
        contact_to: String,
        country: String,
        channel: String,
        turn: String,
    ) -> Result<View, AppError> {
        let typed = self.typed_number(&contact_to, &country);
        let outcome = self
            .web
            .auth
            .send_code(&self.visitor, typed, &channel, &turn)
            .await;
        self.keep_number(&contact_to, &outcome);
        self.answer(outcome, Step::CodeNeeded).await
    }

    async fn check_code(&self, code: String, remember: String) -> Result<View, AppError> {
        let remember = remember == REMEMBER;
        let outcome = self.web.auth.check_code(&self.visitor, &code, remember).await;
        self.answer(outcome, Step::CodeNeeded).await
    }

    async fn revoke_session(&self, session: String) -> Result<View, AppError> {
        let outcome = self.web.auth.revoke_session(&self.visitor, &session).await;
        self.answer(outcome, Step::SignedIn).await
    }

    async fn revoke_other_sessions(&self) -> Result<View, AppError> {
        let outcome = self.web.auth.revoke_other_sessions(&self.visitor).await;
        self.answer(outcome, Step::SignedIn).await
    }

    async fn forget_browser(&self, browser: String) -> Result<View, AppError> {
        let outcome = self.web.auth.forget_browser(&self.visitor, &browser).await;
        self.answer(outcome, Step::SignedIn).await
    }

    async fn confirm_password(&self, password: String) -> Result<View, AppError> {
        let outcome = self
            .web
            .auth
            .confirm_password(&self.visitor, password.into())
            .await;
        self.answer(outcome, Step::SignedIn).await
    }

    async fn change_phone(
        &self,
        contact_to: String,
        country: String,
        channel: String,
    ) -> Result<View, AppError> {
        let typed = self.typed_number(&contact_to, &country);
        let outcome = self.web.auth.change_phone(&self.visitor, typed, &channel).await;
        self.keep_number(&contact_to, &outcome);
        self.come_back_to(Page::Phone, &outcome);
        self.answer(outcome, Step::SignedIn).await
    }

    async fn change_password(
        &self,
        current_password: String,
        new_password: String,
    ) -> Result<View, AppError> {
        let outcome = self
            .web
            .auth
            .change_password(&self.visitor, current_password.into(), new_password.into())
            .await;
        self.come_back_to(Page::Password, &outcome);
        self.answer(outcome, Step::SignedIn).await
    }

    async fn use_recovery_code(&self, recovery_code: String) -> Result<View, AppError> {
        let typed = recovery_code.into();
        let outcome = self.web.auth.use_recovery_code(&self.visitor, typed).await;
        self.answer(outcome, Step::CodeNeeded).await
    }

    async fn logout(&self) -> Result<View, AppError> {
        let outcome = self.web.auth.logout(&self.visitor).await;
        self.answer(outcome.map_err(AuthError::from), Step::SignedOut)
            .await
    }

    async fn choose_password(&self, token: String, new_password: String) -> Result<View, AppError> {
        let outcome = self
            .web
            .auth
            .choose_password(&self.visitor, &token, new_password.into())
            .await;
        self.answer(outcome, Step::SignedOut).await
    }

    async fn current_view(&self) -> Result<View, AppError> {
        let outcome = self.web.auth.page(&self.visitor, |_| false).await;
        self.answer(outcome.map_err(AuthError::from), Step::SignedOut)
            .await
    }

    async fn choose_language(
        &self,
        language: String,
        typed: Typed,
        country: String,
    ) -> Result<View, AppError> {
        if let Ok(language) = language.parse::<Language>() {
            self.set_cookie(self.cookies.set_language(language));
        }
        self.same_page(&typed, &country).await
    }

    async fn choose_theme(&self, theme: String, typed: Typed, country: String) -> Result<View, AppError> {
        if let Ok(theme) = theme.parse::<Theme>() {
            self.set_cookie(self.cookies.set_theme(theme));
        }
        self.same_page(&typed, &country).await
    }

    fn country_options(&self) -> String {
        let countries = &self.web.site.countries;
        countries.options(self.visitor.language, &self.country)
    }
}
