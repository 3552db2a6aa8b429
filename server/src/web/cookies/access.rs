use super::Cookies;
use crate::auth::AccessId;
use axum::http::{HeaderMap, HeaderValue, header};
use axum_extra::extract::cookie::Cookie;
use std::borrow::Cow;
use time::Duration;

const ACCESS: &str = "kakunin-access";

/// The one cookie for other hosts.
impl Cookies {
    /// The access id, from the one cookie of its name: a program of a neighbouring host can plant another one, and nobody can
    /// tell which is ours.
    pub(in crate::web) fn access(self, headers: &HeaderMap) -> Option<AccessId> {
        let name = self.access_name();
        let lines = headers.get_all(header::COOKIE).iter();
        let pairs = lines
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.split_once('='));
        let mut values = pairs
            .filter(|(found, _)| found.trim() == name)
            .map(|(_, value)| value.trim());
        let only = values.next()?;
        values
            .all(|other| other == only)
            .then(|| AccessId::from_cookie(only))?
    }

    /// For every host of the domain, as long as the browser is open: the session decides.
    pub(in crate::web) fn set_access(self, access: &AccessId, domain: &str) -> HeaderValue {
        self.write_for_domain(access.expose(), domain, None)
    }

    pub(in crate::web) fn remove_access(self, domain: &str) -> HeaderValue {
        self.write_for_domain("", domain, Some(Duration::ZERO))
    }

    /// A cookie with a domain cannot be `__Host-` (RFC 6265bis).
    fn access_name(self) -> Cow<'static, str> {
        if self.secure {
            format!("__Secure-{ACCESS}").into()
        } else {
            ACCESS.into()
        }
    }

    fn write_for_domain(self, value: &str, domain: &str, max_age: Option<Duration>) -> HeaderValue {
        let mut cookie = Cookie::new(self.access_name(), value);
        cookie.set_domain(domain);
        self.guarded(cookie, max_age)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_access_cookie_is_for_the_domain_and_still_secure() {
        let access = AccessId::from_cookie(&"a1".repeat(32)).unwrap();
        let shown = |secure| {
            let cookie = Cookies::new(secure).set_access(&access, "example.com");
            cookie.to_str().unwrap().replace(access.expose(), "ID")
        };
        assert_eq!(
            shown(true),
            "__Secure-kakunin-access=ID; HttpOnly; SameSite=Lax; Secure; Path=/; Domain=example.com"
        );
        assert_eq!(
            shown(false),
            "kakunin-access=ID; HttpOnly; SameSite=Lax; Path=/; Domain=example.com"
        );
        assert_eq!(
            Cookies::new(true).remove_access("example.com"),
            "__Secure-kakunin-access=; HttpOnly; SameSite=Lax; Secure; Path=/; Domain=example.com; Max-Age=0"
        );
    }

    #[test]
    fn two_access_cookies_are_none() {
        let (one, other) = ("a1".repeat(32), "b2".repeat(32));
        let name = "__Secure-kakunin-access";
        let read = |lines: &[String]| {
            let lines = lines.iter().map(|line| (header::COOKIE, line.parse().unwrap()));
            let found = Cookies::new(true).access(&lines.collect());
            found.map(|access| access.expose().to_owned())
        };
        assert_eq!(read(&[format!("a=b; {name}={one}; c=d")]), Some(one.clone()));
        assert_eq!(
            read(&[format!("{name}={one}"), format!("{name}={one}")]),
            Some(one.clone())
        );
        assert_eq!(read(&[format!("{name}={one}; {name}={other}")]), None);
        assert_eq!(read(&[format!("{name}={other}"), format!("{name}={one}")]), None);
        assert_eq!(read(&[format!("{name}={one}; {name}=")]), None);
        for of_another_name in [
            "kakunin-access",
            "__Host-kakunin-access",
            "x__Secure-kakunin-access",
        ] {
            assert_eq!(read(&[format!("{of_another_name}={one}")]), None);
        }
    }
}
