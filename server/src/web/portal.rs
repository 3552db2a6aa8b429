mod answer;
mod typed_again;

pub(super) use self::answer::log;

use self::typed_again::page_named;
use super::{Web, cookies::Cookies};
use crate::auth::{AuthError, Visitor};
use app::{
    api::check_code::REMEMBER,
    domain::{Language, Page, Theme, Typed, View, auth_state::Step},
    error::AppError,
    port::Portal,
};
use async_trait::async_trait;
use axum::http::request::Parts;
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
