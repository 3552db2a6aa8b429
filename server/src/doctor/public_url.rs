use super::Finding;
use crate::config::PublicUrl;
use std::net::SocketAddr;
use url::Host;

const NAME: &str = "public-url";

/// What browsers call the portal, against the address it listens on. `answers` when the portal was seen there.
pub(super) fn examine(listen: SocketAddr, public_url: Option<&PublicUrl>, answers: bool) -> Finding {
    let Some(url) = public_url else {
        return without(listen);
    };
    let shown = url.origin().ascii_serialization();
    if answers {
        return Finding::ok(NAME, format!("{shown} leads to the portal"));
    }
    if url.host().is_some_and(is_unspecified) {
        return Finding::mistake(
            NAME,
            format!("{shown} is no address for a browser: name the host"),
        );
    }
    let Some(here) = is_here(url, listen) else {
        return Finding::ok(
            NAME,
            format!("{shown}, which a proxy must bring to http://{listen}"),
        );
    };
    if url.is_https() && here && url.port() == Some(listen.port()) {
        return Finding::mistake(
            NAME,
            format!(
                "{shown} is the portal's own address, where it speaks http: https needs a proxy with another port"
            ),
        );
    }
    if url.is_https() {
        return Finding::ok(
            NAME,
            format!("{shown}, which a proxy must bring to http://{listen}"),
        );
    }
    if !here || (listen.port() != 0 && url.port() != Some(listen.port())) {
        return Finding::mistake(
            NAME,
            format!(
                "{shown} does not lead to http://{listen}: give KAKUNIN_PUBLIC_URL and KAKUNIN_LISTEN one host and port"
            ),
        );
    }
    Finding::ok(NAME, format!("{shown} is the address it listens on"))
}

/// The portal then calls itself by the address it listens on, and refuses posts from any other name.
fn without(listen: SocketAddr) -> Finding {
    if listen.ip().is_unspecified() {
        return Finding::mistake(
            NAME,
            format!(
                "KAKUNIN_PUBLIC_URL is missing: the portal calls itself http://{listen} and refuses the posts of every \
                 browser"
            ),
        );
    }
    Finding::ok(
        NAME,
        format!("not set: browsers must use http://{listen}, and posts from another name are refused"),
    )
}

fn is_unspecified(host: Host<String>) -> bool {
    match host {
        Host::Ipv4(address) => address.is_unspecified(),
        Host::Ipv6(address) => address.is_unspecified(),
        Host::Domain(_) => false,
    }
}

/// Whether the host is the address it listens on; `None` where only the name servers know.
fn is_here(url: &PublicUrl, listen: SocketAddr) -> Option<bool> {
    let ip = listen.ip();
    match url.host()? {
        Host::Domain(_) if url.is_loopback() => Some(ip.is_loopback() || ip.is_unspecified()),
        Host::Domain(_) => None,
        Host::Ipv4(address) => Some(ip == address || ip.is_unspecified()),
        Host::Ipv6(address) => Some(ip == address || ip.is_unspecified()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Severity;
    use super::*;

    fn severity(listen: &str, url: &str) -> Severity {
        let url = (!url.is_empty()).then(|| PublicUrl::parse(url).unwrap());
        examine(listen.parse().unwrap(), url.as_ref(), false).severity
    }

    #[test]
    fn the_url_must_lead_to_the_listener() {
        let table = [
            ("127.0.0.1:3000", "", Severity::Ok),
            ("0.0.0.0:3000", "", Severity::Mistake),
            ("[::]:3000", "", Severity::Mistake),
            ("127.0.0.1:3000", "http://127.0.0.1:3000", Severity::Ok),
            ("127.0.0.1:3000", "http://localhost:3000", Severity::Ok),
            ("127.0.0.1:3000", "http://127.0.0.1:3001", Severity::Mistake),
            ("127.0.0.1:3000", "http://localhost", Severity::Mistake),
            ("127.0.0.1:3000", "http://[::1]:3000", Severity::Mistake),
            ("127.0.0.1:3000", "http://192.0.2.1:3000", Severity::Mistake),
            ("0.0.0.0:3000", "http://192.0.2.1:3000", Severity::Ok),
            ("0.0.0.0:3000", "http://0.0.0.0:3000", Severity::Mistake),
            ("127.0.0.1:3000", "https://127.0.0.1:3000", Severity::Mistake),
            ("127.0.0.1:3000", "https://127.0.0.1:8443", Severity::Ok),
            ("127.0.0.1:3000", "https://login.example", Severity::Ok),
            ("127.0.0.1:0", "http://127.0.0.1:3000", Severity::Ok),
        ];
        for (listen, url, expected) in table {
            assert_eq!(severity(listen, url), expected, "{listen} {url}");
        }
    }

    #[test]
    fn a_portal_that_answers_settles_it() {
        let url = PublicUrl::parse("http://127.0.0.1:8080").unwrap();
        let found = examine("127.0.0.1:3000".parse().unwrap(), Some(&url), true);
        assert_eq!(found.severity, Severity::Ok);
    }
}
