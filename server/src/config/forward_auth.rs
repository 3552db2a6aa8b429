use super::{PublicUrl, reader::Reader};
use crate::auth::{ForwardAuth, ReturnOrigin, ReturnOrigins};
use url::Host;

const DOMAIN: &str = "KAKUNIN_COOKIE_DOMAIN";
const ORIGINS: &str = "KAKUNIN_RETURN_ORIGINS";

/// Names below which strangers register theirs, as far as they are easily known (publicsuffix.org has the whole list): no browser
/// keeps a cookie for one of them.
const OF_HOSTERS: [&str; 13] = [
    "amazonaws.com",
    "appspot.com",
    "azurewebsites.net",
    "cloudfront.net",
    "fly.dev",
    "github.io",
    "herokuapp.com",
    "netlify.app",
    "onrender.com",
    "pages.dev",
    "vercel.app",
    "web.app",
    "workers.dev",
];

/// Second levels under which countries register.
const OF_COUNTRIES: [&str; 7] = ["ac", "co", "com", "edu", "gov", "net", "org"];
const OF_JAPAN: [&str; 9] = ["ac", "ad", "co", "ed", "go", "gr", "lg", "ne", "or"];

pub(super) fn forward_auth(reader: &mut Reader<'_>, public_url: Option<&PublicUrl>) -> ForwardAuth {
    let cookie_domain = cookie_domain(reader, public_url);
    let return_origins = return_origins(reader, cookie_domain.as_deref(), public_url);
    ForwardAuth {
        cookie_domain,
        return_origins,
    }
}

fn cookie_domain(reader: &mut Reader<'_>, public_url: Option<&PublicUrl>) -> Option<String> {
    let typed = reader.text(DOMAIN)?;
    match judge(typed, public_url) {
        Ok(domain) => Some(domain),
        Err(why) => {
            reader.mistake(format!("{DOMAIN} {why}, not `{typed}`"));
            None
        }
    }
}

/// The domain in lower case, if a browser would keep a cookie of the portal for it.
fn judge(typed: &str, public_url: Option<&PublicUrl>) -> Result<String, &'static str> {
    let form = "must be a domain such as example.com";
    let Ok(Host::Domain(domain)) = Host::parse(typed.strip_prefix('.').unwrap_or(typed)) else {
        return Err(form);
    };
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
    if !domain.bytes().all(is_name) || domain.split('.').any(str::is_empty) {
        return Err(form);
    }
    if is_public_suffix(&domain) {
        return Err("must be a domain of your own: below this one anybody can register a name");
    }
    let url = public_url.ok_or("needs KAKUNIN_PUBLIC_URL: it must be a parent of its host")?;
    if !matches!(url.host(), Some(Host::Domain(host)) if covers(&domain, &host)) {
        return Err("must be the host of KAKUNIN_PUBLIC_URL or a parent of it");
    }
    if !(url.is_https() || url.is_loopback()) {
        return Err("needs an https KAKUNIN_PUBLIC_URL");
    }
    Ok(domain)
}

fn is_public_suffix(domain: &str) -> bool {
    let labels: Vec<_> = domain.split('.').collect();
    let of_country = |second: &str, top: &str| match top {
        "jp" => OF_JAPAN.contains(&second),
        _ => top.len() == 2 && OF_COUNTRIES.contains(&second),
    };
    match labels[..] {
        [_] => true,
        [second, top] => of_country(second, top) || OF_HOSTERS.contains(&domain),
        _ => false,
    }
}

fn covers(domain: &str, host: &str) -> bool {
    host.strip_suffix(domain)
        .is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

fn return_origins(
    reader: &mut Reader<'_>,
    cookie_domain: Option<&str>,
    public_url: Option<&PublicUrl>,
) -> ReturnOrigins {
    let Some(typed) = reader.text(ORIGINS) else {
        return ReturnOrigins::default();
    };
    if reader.text(DOMAIN).is_none() {
        reader.mistake(format!(
            "{ORIGINS} needs {DOMAIN}: without an access cookie no other program knows who signed in"
        ));
    }
    let portal = public_url.map(|url| url.origin().ascii_serialization());
    let mut origins = Vec::new();
    for entry in typed.split(',').map(str::trim).filter(|entry| !entry.is_empty()) {
        match entry.parse::<ReturnOrigin>() {
            Err(malformed) => reader.mistake(format!("{ORIGINS} {malformed}, not `{entry}`")),
            Ok(origin) if portal.as_deref() == Some(origin.as_str()) => {
                reader.mistake(format!(
                    "{ORIGINS} must not name the portal itself, as `{entry}` does"
                ));
            }
            Ok(origin) if cookie_domain.is_some_and(|domain| !covers(domain, origin.host())) => {
                reader.mistake(format!(
                    "{ORIGINS} must be at {DOMAIN} or below, where the access cookie goes, not `{entry}`"
                ));
            }
            Ok(origin) => origins.push(origin),
        }
    }
    ReturnOrigins::new(origins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Environment;

    fn read(public_url: &str, domain: &str, origins: &str) -> (ForwardAuth, Vec<String>) {
        let environment = Environment::of([(DOMAIN, domain), (ORIGINS, origins)]);
        let mut reader = Reader::new(&environment);
        let read = forward_auth(&mut reader, PublicUrl::parse(public_url).as_ref());
        let mistakes = reader.finish();
        (read, mistakes.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_domain_covers_the_portal_and_is_nobody_elses() {
        for (url, domain, kept) in [
            ("https://login.example.com", "example.com", "example.com"),
            ("https://login.example.com", ".Example.com", "example.com"),
            (
                "https://login.example.com:8443",
                "login.example.com",
                "login.example.com",
            ),
            ("https://login.kakunin.co.jp", "kakunin.co.jp", "kakunin.co.jp"),
            (
                "https://login.xn--nez439a.example",
                "確認.example",
                "xn--nez439a.example",
            ),
            (
                "http://login.kakunin.localhost:3000",
                "kakunin.localhost",
                "kakunin.localhost",
            ),
        ] {
            let (read, mistakes) = read(url, domain, "");
            assert_eq!(read.cookie_domain.as_deref(), Some(kept), "{domain} {mistakes:?}");
        }
        let login = "https://login.example.com";
        for (url, domain, said) in [
            (login, "com", "must be a domain of your own"),
            (login, "localhost", "must be a domain of your own"),
            ("https://login.co.jp", "co.jp", "must be a domain of your own"),
            ("https://login.co.uk", "co.uk", "must be a domain of your own"),
            (
                "https://me.github.io",
                "github.io",
                "must be a domain of your own",
            ),
            (login, "other.com", "must be the host of"),
            (login, "ample.com", "must be the host of"),
            (login, "app.example.com", "must be the host of"),
            ("https://192.0.2.1", "example.com", "must be the host of"),
            ("http://login.example.com", "example.com", "needs an https"),
            ("", "example.com", "needs KAKUNIN_PUBLIC_URL"),
            (login, "192.0.2.1", "must be a domain such as"),
            (login, "https://example.com", "must be a domain such as"),
            (login, "example.com; Secure", "must be a domain such as"),
            (login, "*.example.com", "must be a domain such as"),
            (login, "example..com", "must be a domain such as"),
            (login, "example.com.", "must be a domain such as"),
        ] {
            let (read, mistakes) = read(url, domain, "");
            assert_eq!((read.cookie_domain, mistakes.len()), (None, 1), "{domain}");
            assert!(
                mistakes[0].starts_with(&format!("{DOMAIN} {said}")),
                "{mistakes:?}"
            );
        }
    }

    #[test]
    fn origins_are_exact_below_the_domain_and_not_the_portal() {
        let login = "https://login.example.com";
        let (read_origins, mistakes) = read(
            login,
            "example.com",
            "https://app.example.com, https://wiki.example.com:8443,,https://example.com",
        );
        assert_eq!(mistakes, [""; 0]);
        let origins: Vec<_> = read_origins
            .return_origins
            .iter()
            .map(ReturnOrigin::as_str)
            .collect();
        assert_eq!(
            origins,
            [
                "https://app.example.com",
                "https://wiki.example.com:8443",
                "https://example.com"
            ]
        );
        for (origin, said) in [
            ("app.example.com", "must be written as browsers do"),
            ("https://*.example.com", "must be written as browsers do"),
            ("http://app.example.com", "must be https"),
            (
                "https://app.example.net",
                "must be at KAKUNIN_COOKIE_DOMAIN or below",
            ),
            ("https://login.example.com", "must not name the portal itself"),
        ] {
            let (read, mistakes) = read(login, "example.com", origin);
            assert_eq!(
                (read.return_origins.iter().count(), mistakes.len()),
                (0, 1),
                "{origin}"
            );
            assert!(
                mistakes[0].starts_with(&format!("{ORIGINS} {said}")),
                "{mistakes:?}"
            );
        }
        let (_, mistakes) = read(login, "", "https://app.example.com");
        assert!(
            mistakes[0].starts_with(&format!("{ORIGINS} needs {DOMAIN}")),
            "{mistakes:?}"
        );
    }
}
