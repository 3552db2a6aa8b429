use crate::config::TrustedProxies;
use axum::{
    extract::ConnectInfo,
    http::{HeaderMap, request::Parts, uri::Authority},
};
use std::net::SocketAddr;

/// The address of the page that a browser asked a trusted proxy for, as the proxy tells it. Nothing of anybody else, and nothing
/// that is told twice or in parts.
pub(super) fn asked_page(proxies: &TrustedProxies, request: &Parts) -> Option<String> {
    let ConnectInfo(peer) = request.extensions.get::<ConnectInfo<SocketAddr>>()?;
    if !proxies.contain(peer.ip()) {
        return None;
    }
    address(&request.headers)
}

fn address(headers: &HeaderMap) -> Option<String> {
    let proto = only(headers, "x-forwarded-proto").filter(|proto| matches!(*proto, "http" | "https"))?;
    let host = only(headers, "x-forwarded-host")?;
    let authority: Authority = host.parse().ok()?;
    let path = only(headers, "x-forwarded-uri").filter(|path| path.starts_with('/'))?;
    (!authority.as_str().contains('@')).then(|| format!("{proto}://{host}{path}"))
}

fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut lines = headers.get_all(name).iter();
    let only = lines.next()?;
    lines.next().is_none().then(|| only.to_str().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn read(peer: &str, lines: &[(&str, &str)]) -> Option<String> {
        let proxies = TrustedProxies::parse("10.0.0.0/8").unwrap();
        let mut request = Request::builder().extension(ConnectInfo::<SocketAddr>(peer.parse().unwrap()));
        for (name, value) in lines {
            request = request.header(*name, *value);
        }
        asked_page(&proxies, &request.body(()).unwrap().into_parts().0)
    }

    const PROTO: (&str, &str) = ("x-forwarded-proto", "https");
    const HOST: (&str, &str) = ("x-forwarded-host", "app.example.com");
    const URI: (&str, &str) = ("x-forwarded-uri", "/notes?a=1");

    #[test]
    fn a_trusted_proxy_tells_the_page() {
        let told = Some("https://app.example.com/notes?a=1".to_owned());
        assert_eq!(read("10.0.0.1:9", &[PROTO, HOST, URI]), told);
        assert_eq!(read("[::ffff:10.0.0.1]:9", &[PROTO, HOST, URI]), told);
        for peer in ["192.0.2.1:9", "127.0.0.1:9"] {
            assert_eq!(read(peer, &[PROTO, HOST, URI]), None, "{peer}");
        }
    }

    #[test]
    fn what_is_missing_told_twice_or_odd_is_nothing() {
        for lines in [
            &[PROTO, HOST][..],
            &[PROTO, URI],
            &[HOST, URI],
            &[PROTO, HOST, HOST, URI],
            &[PROTO, HOST, URI, ("x-forwarded-uri", "/")],
            &[("x-forwarded-proto", "javascript"), HOST, URI],
            &[("x-forwarded-proto", "https://evil.example/?"), HOST, URI],
            &[PROTO, ("x-forwarded-host", "app.example.com, evil.example"), URI],
            &[PROTO, ("x-forwarded-host", "me@evil.example"), URI],
            &[PROTO, ("x-forwarded-host", "evil.example/"), URI],
            &[PROTO, ("x-forwarded-host", ""), URI],
            &[PROTO, HOST, ("x-forwarded-uri", ".evil.example/")],
            &[PROTO, HOST, ("x-forwarded-uri", "@evil.example/")],
            &[PROTO, HOST, ("x-forwarded-uri", "")],
        ] {
            assert_eq!(read("10.0.0.1:9", lines), None, "{lines:?}");
        }
    }
}
