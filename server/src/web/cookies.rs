mod access;
mod return_to;
mod strangers;

use crate::auth::{BrowserSecret, KnownBrowser, SessionId};
use app::domain::{
    Language, Theme, Told,
    preference::{cookie_name, preference_cookie},
};
use axum::http::{HeaderMap, HeaderValue};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use time::Duration;

const SESSION: &str = "kakunin";
const BROWSER: &str = "kakunin_browser";
const KNOWN: &str = "kakunin_known";
const NOTICE: &str = "kakunin_notice";
const COUNTRY: &str = "kakunin_country";
const TYPED: &str = "kakunin_typed";

/// The cookies of the portal: what they are called and how they are guarded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cookies {
    secure: bool,
}

impl Cookies {
    /// `secure` when the public URL is https: then every cookie is bound to this very host (`__Host-`, RFC 6265bis).
    pub(super) fn new(secure: bool) -> Self {
        Self { secure }
    }

    fn value(self, headers: &HeaderMap, bare: &str) -> Option<String> {
        let jar = CookieJar::from_headers(headers);
        jar.get(&cookie_name(bare, self.secure))
            .map(|cookie| cookie.value().to_owned())
    }

    pub(super) fn session(self, headers: &HeaderMap) -> Option<SessionId> {
        SessionId::from_cookie(&self.value(headers, SESSION)?)
    }

    pub(super) fn has_session(self, headers: &HeaderMap) -> bool {
        self.value(headers, SESSION).is_some()
    }

    pub(super) fn browser(self, headers: &HeaderMap) -> Option<BrowserSecret> {
        BrowserSecret::from_cookie(&self.value(headers, BROWSER)?)
    }

    pub(super) fn language(self, headers: &HeaderMap) -> Option<Language> {
        self.value(headers, Language::COOKIE)?.parse().ok()
    }

    pub(super) fn theme(self, headers: &HeaderMap) -> Option<Theme> {
        self.value(headers, Theme::COOKIE)?.parse().ok()
    }

    /// Says that this browser signed in to an account before.
    pub(super) fn known(self, headers: &HeaderMap) -> Option<KnownBrowser> {
        KnownBrowser::from_cookie(&self.value(headers, KNOWN)?)
    }

    pub(super) fn notice(self, headers: &HeaderMap) -> Option<Told> {
        self.value(headers, NOTICE)?.parse().ok()
    }

    /// Whose numbers were typed last, as the browser says.
    pub(super) fn country(self, headers: &HeaderMap) -> Option<String> {
        self.value(headers, COUNTRY)
    }

    /// Sealed, see [`super::typed`].
    pub(super) fn typed(self, headers: &HeaderMap) -> Option<String> {
        self.value(headers, TYPED)
    }

    pub(super) fn set_session(self, id: &SessionId) -> HeaderValue {
        self.write(SESSION, id.expose(), None)
    }

    pub(super) fn remove_session(self) -> HeaderValue {
        self.write(SESSION, "", Some(Duration::ZERO))
    }

    /// The longest that browsers keep a cookie (RFC 6265bis); every sign-in begins it anew.
    pub(super) fn set_known(self, known: &KnownBrowser) -> HeaderValue {
        self.write(KNOWN, known.expose(), Some(Duration::days(400)))
    }

    /// As long as the browser is remembered.
    pub(super) fn set_browser(self, secret: &BrowserSecret, seconds: i64) -> HeaderValue {
        self.write(BROWSER, &secret.to_cookie(), Some(Duration::seconds(seconds)))
    }

    pub(super) fn remove_browser(self) -> HeaderValue {
        self.write(BROWSER, "", Some(Duration::ZERO))
    }

    pub(super) fn set_language(self, language: Language) -> HeaderValue {
        self.preference(Language::COOKIE, language.as_str())
    }

    pub(super) fn set_theme(self, theme: Theme) -> HeaderValue {
        self.preference(Theme::COOKIE, theme.as_str())
    }

    /// One minute is enough for the page that comes next. It holds a name of the closed list and nothing else.
    pub(super) fn set_notice(self, told: impl Into<Told>) -> HeaderValue {
        self.write(NOTICE, &told.into().to_string(), Some(Duration::MINUTE))
    }

    /// Two letters of ISO 3166-1.
    pub(super) fn set_country(self, code: &str) -> HeaderValue {
        self.write(COUNTRY, code, Some(Duration::days(365)))
    }

    /// As a notice, for the page that comes next.
    pub(super) fn set_typed(self, sealed: &str) -> HeaderValue {
        self.write(TYPED, sealed, Some(Duration::MINUTE))
    }

    pub(super) fn remove_typed(self) -> HeaderValue {
        self.write(TYPED, "", Some(Duration::ZERO))
    }

    pub(super) fn remove_notice(self) -> HeaderValue {
        self.write(NOTICE, "", Some(Duration::ZERO))
    }

    fn preference(self, bare: &str, value: &str) -> HeaderValue {
        header(&preference_cookie(bare, value, self.secure))
    }

    fn write(self, bare: &'static str, value: &str, max_age: Option<Duration>) -> HeaderValue {
        self.guarded(Cookie::new(cookie_name(bare, self.secure), value), max_age)
    }

    fn guarded(self, mut cookie: Cookie<'_>, max_age: Option<Duration>) -> HeaderValue {
        cookie.set_path("/");
        cookie.set_http_only(true);
        cookie.set_same_site(SameSite::Lax);
        cookie.set_secure(self.secure);
        cookie.set_max_age(max_age);
        header(&cookie.to_string())
    }
}

/// Names and values are ours and plain ASCII; an empty header would only lose the cookie.
fn header(cookie: &str) -> HeaderValue {
    HeaderValue::from_str(cookie).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::randomness::SeededRandomness;
    use app::domain::Page;

    #[test]
    fn the_session_cookie_is_bound_to_an_https_host() {
        let id = SessionId::random(&SeededRandomness::new(1));
        let shown = |secure| {
            Cookies::new(secure)
                .set_session(&id)
                .to_str()
                .unwrap()
                .replace(id.expose(), "ID")
        };
        assert_eq!(
            shown(true),
            "__Host-kakunin=ID; HttpOnly; SameSite=Lax; Secure; Path=/"
        );
        assert_eq!(shown(false), "kakunin=ID; HttpOnly; SameSite=Lax; Path=/");
    }

    #[test]
    fn a_remembered_browser_is_bound_to_an_https_host_for_its_days() {
        let secret = BrowserSecret::random(&SeededRandomness::new(1));
        let shown = |secure| {
            let cookie = Cookies::new(secure).set_browser(&secret, 86_400);
            cookie.to_str().unwrap().replace(&secret.to_cookie(), "ID")
        };
        assert_eq!(
            shown(true),
            "__Host-kakunin_browser=ID; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=86400"
        );
        assert_eq!(
            shown(false),
            "kakunin_browser=ID; HttpOnly; SameSite=Lax; Path=/; Max-Age=86400"
        );
    }

    #[test]
    fn every_cookie_of_an_https_portal_is_bound_to_its_host() {
        let cookies = Cookies::new(true);
        for written in [
            cookies.set_language(Language::Ja),
            cookies.set_theme(Theme::Dark),
            cookies.set_notice(app::domain::Notice::SignedOut),
            cookies.set_return(Page::Phone),
            cookies.set_country("US"),
            cookies.set_typed("sealed"),
            cookies.remove_browser(),
        ] {
            let written = written.to_str().unwrap().to_owned();
            assert!(written.starts_with("__Host-kakunin_"), "{written}");
            assert!(written.contains("; Secure; Path=/"), "{written}");
        }
        let mut headers = HeaderMap::new();
        headers.insert("cookie", HeaderValue::from_static("kakunin_language=ja"));
        assert_eq!(cookies.language(&headers), None);
    }

    #[test]
    fn removal_carries_the_same_guards() {
        let removal = Cookies::new(true).remove_session();
        assert_eq!(
            removal,
            "__Host-kakunin=; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=0"
        );
    }

    #[test]
    fn a_crafted_notice_is_no_notice() {
        let mut headers = HeaderMap::new();
        headers.insert("cookie", HeaderValue::from_static("kakunin_notice=<script>"));
        assert_eq!(Cookies::new(false).notice(&headers), None);
    }
}
