use crate::auth::{BrowserSecret, KnownBrowser, SessionId};
use app::domain::{Language, Page, Told};
use axum::http::{HeaderMap, HeaderValue};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use time::Duration;

const LANGUAGE: &str = "kakunin_language";
const NOTICE: &str = "kakunin_notice";
const RETURN: &str = "kakunin_return";

/// The cookies of the portal: what they are called and how they are guarded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cookies {
    secure: bool,
}

impl Cookies {
    /// `secure` when the public URL is https: then the session cookie is bound to this very host (`__Host-`, RFC 6265bis).
    pub(super) fn new(secure: bool) -> Self {
        Self { secure }
    }

    fn session_name(self) -> &'static str {
        if self.secure { "__Host-kakunin" } else { "kakunin" }
    }

    fn browser_name(self) -> &'static str {
        if self.secure {
            "__Host-kakunin_browser"
        } else {
            "kakunin_browser"
        }
    }

    pub(super) fn session(self, headers: &HeaderMap) -> Option<SessionId> {
        let jar = CookieJar::from_headers(headers);
        SessionId::from_cookie(jar.get(self.session_name())?.value())
    }

    pub(super) fn has_session(self, headers: &HeaderMap) -> bool {
        CookieJar::from_headers(headers)
            .get(self.session_name())
            .is_some()
    }

    pub(super) fn browser(self, headers: &HeaderMap) -> Option<BrowserSecret> {
        let jar = CookieJar::from_headers(headers);
        BrowserSecret::from_cookie(jar.get(self.browser_name())?.value())
    }

    pub(super) fn language(headers: &HeaderMap) -> Option<Language> {
        CookieJar::from_headers(headers)
            .get(LANGUAGE)?
            .value()
            .parse()
            .ok()
    }

    /// The page that was asked for before the sign-in; what is no page of ours is nothing.
    pub(super) fn return_to(headers: &HeaderMap) -> Option<Page> {
        let jar = CookieJar::from_headers(headers);
        let page: Page = jar.get(RETURN)?.value().parse().ok()?;
        page.is_returned_to().then_some(page)
    }

    /// Says that this browser signed in to an account before.
    pub(super) fn known(self, headers: &HeaderMap) -> Option<KnownBrowser> {
        let jar = CookieJar::from_headers(headers);
        KnownBrowser::from_cookie(jar.get(self.known_name())?.value())
    }

    fn known_name(self) -> &'static str {
        if self.secure {
            "__Host-kakunin_known"
        } else {
            "kakunin_known"
        }
    }

    pub(super) fn notice(headers: &HeaderMap) -> Option<Told> {
        CookieJar::from_headers(headers).get(NOTICE)?.value().parse().ok()
    }

    pub(super) fn set_session(self, id: &SessionId) -> HeaderValue {
        self.write(self.session_name(), id.expose(), None)
    }

    pub(super) fn remove_session(self) -> HeaderValue {
        self.write(self.session_name(), "", Some(Duration::ZERO))
    }

    /// The longest that browsers keep a cookie (RFC 6265bis); every sign-in begins it anew.
    pub(super) fn set_known(self, known: &KnownBrowser) -> HeaderValue {
        self.write(self.known_name(), known.expose(), Some(Duration::days(400)))
    }

    /// As long as the browser is remembered.
    pub(super) fn set_browser(self, secret: &BrowserSecret, seconds: i64) -> HeaderValue {
        self.write(
            self.browser_name(),
            &secret.to_cookie(),
            Some(Duration::seconds(seconds)),
        )
    }

    pub(super) fn remove_browser(self) -> HeaderValue {
        self.write(self.browser_name(), "", Some(Duration::ZERO))
    }

    pub(super) fn set_language(self, language: Language) -> HeaderValue {
        self.write(LANGUAGE, language.as_str(), Some(Duration::days(365)))
    }

    /// One minute is enough for the page that comes next. It holds a name of the closed list and nothing else.
    pub(super) fn set_notice(self, told: impl Into<Told>) -> HeaderValue {
        self.write(NOTICE, &told.into().to_string(), Some(Duration::MINUTE))
    }

    /// As long as a half-open session lasts.
    pub(super) fn set_return(self, page: Page) -> HeaderValue {
        self.write(RETURN, page.path(), Some(Duration::minutes(15)))
    }

    pub(super) fn remove_return(self) -> HeaderValue {
        self.write(RETURN, "", Some(Duration::ZERO))
    }

    pub(super) fn remove_notice(self) -> HeaderValue {
        self.write(NOTICE, "", Some(Duration::ZERO))
    }

    fn write(self, name: &'static str, value: &str, max_age: Option<Duration>) -> HeaderValue {
        let mut cookie = Cookie::build((name, value))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(self.secure);
        if let Some(max_age) = max_age {
            cookie = cookie.max_age(max_age);
        }
        // Names and values are ours and plain ASCII; an empty header would only lose the cookie.
        HeaderValue::from_str(&cookie.to_string()).unwrap_or(HeaderValue::from_static(""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::randomness::SeededRandomness;

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
        assert_eq!(Cookies::notice(&headers), None);
    }
}
