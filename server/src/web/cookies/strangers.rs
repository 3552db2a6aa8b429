use super::{BROWSER, Cookies, KNOWN, SESSION, return_to::RETURN};
use app::domain::{Language, Theme, preference::cookie_name};
use axum::http::{HeaderMap, HeaderValue, header};
use axum_extra::extract::cookie::{Cookie, CookieJar};

/// They choose the sign-in page, or say nothing to it. Any other of ours begins with the name of the session's.
const OF_STRANGERS: [&str; 5] = [Language::COOKIE, Theme::COOKIE, KNOWN, BROWSER, RETURN];

/// Cookies of those for whom nobody has to look into the database.
impl Cookies {
    /// True for someone whose cookies change nothing of the sign-in page but its language and its look.
    pub(in crate::web) fn are_of_a_stranger(self, headers: &HeaderMap) -> bool {
        let changes_nothing = |cookie: &Cookie<'_>| {
            let name = cookie.name().strip_prefix("__Host-").unwrap_or(cookie.name());
            !name.starts_with(SESSION) || OF_STRANGERS.contains(&name)
        };
        // Most strangers have none.
        !headers.contains_key(header::COOKIE) || CookieJar::from_headers(headers).iter().all(changes_nothing)
    }

    /// What a browser sends that chose these.
    pub(in crate::web) fn of_choices(self, language: Language, theme: Theme) -> HeaderMap {
        let choices = [
            (Language::COOKIE, language.as_str()),
            (Theme::COOKIE, theme.as_str()),
        ];
        let pairs = choices.map(|(bare, value)| format!("{}={value}", cookie_name(bare, self.secure)));
        // Names and values are ours and plain ASCII.
        HeaderMap::from_iter(
            HeaderValue::from_str(&pairs.join("; ")).map(|cookies| (header::COOKIE, cookies)),
        )
    }
}
