//! What must hold of every answer, whatever was asked.

use app::domain::{Language, Page, Told};
use axum::http::{header, response::Parts};
use server::auth::{BrowserSecret, KnownBrowser};

/// A whole answer.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Where a redirect leads.
    pub location: Option<String>,
    /// Every `Set-Cookie`.
    pub cookies: Vec<String>,
    /// All headers and the body, to look for what must not be there.
    pub text: String,
}

impl Answer {
    pub(crate) fn new(parts: &Parts, body: &[u8]) -> Self {
        let lines = parts.headers.iter().map(|(name, value)| {
            let value = value.to_str().expect("headers are plain ASCII");
            format!("{name}: {value}\n")
        });
        let text = lines.collect::<String>() + &String::from_utf8_lossy(body);
        let value = |value: &axum::http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
        Self {
            status: parts.status.as_u16(),
            location: parts.headers.get(header::LOCATION).map(value),
            cookies: parts
                .headers
                .get_all(header::SET_COOKIE)
                .iter()
                .map(value)
                .collect(),
            text,
        }
    }

    /// The id of a session that the answer opens.
    pub fn new_session(&self) -> Option<String> {
        self.new_cookie("kakunin=")
    }

    /// The secret of a browser that is remembered from now on.
    pub fn new_browser(&self) -> Option<String> {
        self.new_cookie("kakunin_browser=")
    }

    fn new_cookie(&self, prefix: &str) -> Option<String> {
        let mut values = self
            .cookies
            .iter()
            .filter_map(|cookie| cookie.strip_prefix(prefix));
        let id = values.next_back()?.split(';').next()?;
        (!id.is_empty()).then(|| id.to_owned())
    }

    /// Nothing is broken, redirects stay here, and cookies hold an id or a word of a closed list.
    ///
    /// # Panics
    /// When that does not hold: it is a finding.
    pub fn assert_sound(&self) {
        assert!(self.status < 500, "the portal is broken: {self:?}");
        if let Some(to) = self.location.as_deref() {
            assert!(to.parse::<Page>().is_ok(), "a redirect to {to}");
        }
        for cookie in &self.cookies {
            assert!(is_sound(cookie), "an odd cookie: {cookie}");
        }
    }
}

fn is_sound(cookie: &str) -> bool {
    let (pair, attributes) = cookie.split_once("; ").unwrap_or((cookie, ""));
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let is_removed = value.is_empty() && attributes.contains("Max-Age=0");
    let is_guarded = attributes.starts_with("HttpOnly; SameSite=Lax; Path=/");
    let is_known = match name {
        "kakunin" => is_id(value),
        "kakunin_language" => value.parse::<Language>().is_ok(),
        "kakunin_notice" => value.parse::<Told>().is_ok(),
        "kakunin_browser" => BrowserSecret::from_cookie(value).is_some(),
        "kakunin_known" => KnownBrowser::from_cookie(value).is_some(),
        "kakunin_country" => value.len() == 2 && value.bytes().all(|byte| byte.is_ascii_uppercase()),
        "kakunin_typed" => is_base64(value),
        "kakunin_return" => value.parse::<Page>().is_ok(),
        _ => false,
    };
    is_guarded && (is_known || (is_removed && name.starts_with("kakunin")))
}

fn is_base64(value: &str) -> bool {
    value
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
}

fn is_id(value: &str) -> bool {
    value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit())
}
