use super::RequestPortal;
use crate::{
    auth::{AuthError, Outcome, TypedNumber},
    web::typed,
};
use app::{
    domain::{Page, Typed, View, auth_state::Step},
    error::AppError,
};
use url::form_urlencoded;

impl RequestPortal {
    /// A number with the country that was chosen for it, which the next page chooses again.
    pub(super) fn typed_number<'a>(&'a self, contact_to: &'a str, country: &'a str) -> TypedNumber<'a> {
        self.remember_country(country);
        TypedNumber { contact_to, country }
    }

    /// The country comes back on the next page.
    pub(super) fn remember_country(&self, code: &str) {
        if code != self.country && self.web.site.countries.find(code).is_some() {
            self.set_cookie(self.cookies.set_country(code));
        }
    }

    /// What was typed comes back on the page that follows the redirect; the hydrated page has never lost it.
    pub(super) fn keep_typed(&self, typed: &Typed) {
        if !self.plain || typed.is_empty() {
            return;
        }
        let key = self.web.auth.database.data_key();
        if let Some(sealed) = typed::seal(key, self.visitor.session.as_ref(), typed) {
            self.set_cookie(self.cookies.set_typed(&sealed));
        }
    }

    /// A change of how the page looks or speaks: the same page again, with what was typed on it.
    pub(super) async fn same_page(&self, typed: &Typed, country: &str) -> Result<View, AppError> {
        self.keep_typed(typed);
        self.remember_country(country);
        let outcome = self.web.auth.page(&self.visitor, |_| false).await;
        let outcome = outcome.map(|outcome| outcome.going_to(self.stands_on));
        self.answer(outcome.map_err(AuthError::from), Step::SignedOut)
            .await
    }

    /// A number that led to a notice may have to be mended.
    pub(super) fn keep_number(&self, contact_to: &str, outcome: &Result<Outcome, AuthError>) {
        if outcome
            .as_ref()
            .is_ok_and(|outcome| outcome.view.notice.is_some())
        {
            self.keep_typed(&Typed::new("", contact_to));
        }
    }
}

/// The page of the closed list in the query of a form's address; it holds nothing else.
pub(super) fn page_named(query: &str) -> Option<Page> {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let (_, page) = pairs.find(|(name, _)| name == "page")?;
    page.parse().ok()
}
