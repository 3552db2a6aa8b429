use super::{Site, Web, plain_page::other_origin_page};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::Response,
};

/// Refuses posts that another site's page made: the rule of Go's `CrossOriginProtection`. Without either header it was
/// no browser, which could not be tricked.
pub(super) async fn refuse_other_origins(State(web): State<Web>, request: Request, next: Next) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if is_safe || comes_from_here(&web.site, request.headers()) {
        return next.run(request).await;
    }
    tracing::warn!(event = "cross_origin_refused");
    other_origin_page()
}

fn comes_from_here(site: &Site, headers: &HeaderMap) -> bool {
    let text = |name| {
        headers
            .get(name)
            .map(|value| value.to_str().unwrap_or("unreadable"))
    };
    let fetched_here = text("sec-fetch-site").is_none_or(|from| matches!(from, "same-origin" | "none"));
    fetched_here && text(header::ORIGIN.as_str()).is_none_or(|origin| is_own_origin(site, origin))
}

fn is_own_origin(site: &Site, origin: &str) -> bool {
    origin == site.public_url.origin().ascii_serialization()
        || (site.sandbox
            && origin
                .strip_prefix("http://")
                .is_some_and(|host| site.is_own_loopback(host) || site.is_listed(host)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        auth::{AllowedCountries, NumberReader},
        config::{PublicUrl, TrustedProxies},
        countries::Countries,
    };

    fn allowed(sandbox: bool, pairs: &[(&'static str, &'static str)]) -> bool {
        let url = if sandbox {
            "http://127.0.0.1:3000"
        } else {
            "https://login.example"
        };
        let site = Site {
            public_url: PublicUrl::parse(url).unwrap(),
            port: 3000,
            sandbox,
            sandbox_hosts: vec![],
            trusted_proxies: TrustedProxies::default(),
            help: app::page_start::HelpLine::default(),
            brand: app::brand::Brand::default(),
            countries: Countries::new(&AllowedCountries::All, NumberReader::default()),
        };
        let headers = pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect();
        comes_from_here(&site, &headers)
    }

    #[test]
    fn only_our_own_pages_may_post() {
        assert!(allowed(false, &[]));
        assert!(allowed(
            false,
            &[
                ("sec-fetch-site", "same-origin"),
                ("origin", "https://login.example")
            ]
        ));
        assert!(allowed(false, &[("sec-fetch-site", "none")]));
        assert!(!allowed(false, &[("sec-fetch-site", "same-site")]));
        assert!(!allowed(
            false,
            &[
                ("sec-fetch-site", "cross-site"),
                ("origin", "https://login.example")
            ]
        ));
        assert!(!allowed(
            false,
            &[
                ("sec-fetch-site", "same-origin"),
                ("origin", "https://evil.example")
            ]
        ));
        assert!(!allowed(false, &[("origin", "null")]));
        assert!(!allowed(false, &[("origin", "http://login.example")]));
        assert!(!allowed(false, &[("origin", "http://localhost:3000")]));
    }

    #[test]
    fn the_sandbox_takes_every_loopback_name_with_its_port() {
        assert!(allowed(true, &[("origin", "http://localhost:3000")]));
        assert!(allowed(true, &[("origin", "http://[::1]:3000")]));
        assert!(!allowed(true, &[("origin", "http://localhost:3001")]));
        assert!(!allowed(true, &[("origin", "http://evil.example:3000")]));
    }
}
