use super::cookies::Cookies;
use app::domain::Language;
use axum::http::{HeaderMap, header};

/// The language that the visitor chose, else the one that the browser asks for.
pub(super) fn language(cookies: Cookies, headers: &HeaderMap) -> Language {
    cookies.language(headers).unwrap_or_else(|| {
        let asked = headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok());
        Language::negotiate(asked.unwrap_or_default())
    })
}
