use super::Finding;
use crate::config::is_loopback;
use hyper_util::client::proxy::matcher::Matcher;
use std::{io, net::SocketAddr, time::Duration};
use tokio::net::{TcpStream, lookup_host};
use url::{Host, Url};

const NAME: &str = "twilio-connection";
const PATIENCE: Duration = Duration::from_secs(4);

/// How the client gets there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Way {
    Direct,
    /// By the proxy of the environment.
    Proxy,
}

/// Why there is no connection.
#[derive(Debug, Eq, PartialEq)]
enum Fault {
    NoAddress,
    Silent,
    Failed(io::ErrorKind),
}

/// Looks the name up and connects, to the proxy where the client would; the way only if it is open.
pub(super) async fn examine(base: &Url) -> (Finding, Option<Way>) {
    let (url, way) = match proxy(base) {
        Some(proxy) => (proxy, Way::Proxy),
        None => (base.clone(), Way::Direct),
    };
    let place = match way {
        Way::Direct => place_of(&url),
        Way::Proxy => format!("the proxy {}", place_of(&url)),
    };
    let Err(fault) = connect(&url).await else {
        return (Finding::ok(NAME, format!("{place} can be reached")), Some(way));
    };
    let sentence = match (twin_at_hand(base), &fault) {
        (Some(twin), Fault::Failed(io::ErrorKind::ConnectionRefused)) => format!(
            "nothing listens at {place}: start it (kakunin sandbox --listen {twin}) or correct TWILIO_BASE_URL"
        ),
        _ => explain(&fault, &place, way),
    };
    (Finding::mistake(NAME, sentence), None)
}

/// The proxy that the client would take; it goes without for `http`, which is for a twin at hand.
fn proxy(base: &Url) -> Option<Url> {
    if base.scheme() != "https" {
        return None;
    }
    let target = base.as_str().parse().ok()?;
    let intercept = Matcher::from_env().intercept(&target)?;
    Url::parse(&intercept.uri().to_string()).ok()
}

/// Where a twin would have to listen, if only a twin can be meant: `http` on loopback.
fn twin_at_hand(base: &Url) -> Option<String> {
    if base.scheme() != "http" || !is_loopback(base) {
        return None;
    }
    let port = base.port_or_known_default()?;
    match base.host()? {
        // The sandbox takes an address only.
        Host::Domain(_) => Some(format!("127.0.0.1:{port}")),
        address => Some(format!("{address}:{port}")),
    }
}

async fn connect(url: &Url) -> Result<(), Fault> {
    let tries = async {
        let addresses = addresses(url).await?;
        TcpStream::connect(&*addresses)
            .await
            .map(drop)
            .map_err(|error| Fault::Failed(error.kind()))
    };
    tokio::time::timeout(PATIENCE, tries)
        .await
        .unwrap_or(Err(Fault::Silent))
}

async fn addresses(url: &Url) -> Result<Vec<SocketAddr>, Fault> {
    let port = url.port_or_known_default().unwrap_or(443);
    let found = match url.host() {
        Some(Host::Ipv4(address)) => vec![SocketAddr::new(address.into(), port)],
        Some(Host::Ipv6(address)) => vec![SocketAddr::new(address.into(), port)],
        Some(Host::Domain(name)) => lookup_host((name, port))
            .await
            .map_err(|_| Fault::NoAddress)?
            .collect(),
        None => Vec::new(),
    };
    if found.is_empty() {
        return Err(Fault::NoAddress);
    }
    Ok(found)
}

fn explain(fault: &Fault, place: &str, way: Way) -> String {
    let what = match fault {
        Fault::NoAddress => return format!("{place} has no address: check the name and the name servers"),
        Fault::Silent => format!("{place} does not answer"),
        Fault::Failed(io::ErrorKind::ConnectionRefused) => format!("nothing listens at {place}"),
        Fault::Failed(kind) => format!("{place} cannot be reached ({kind})"),
    };
    match way {
        Way::Direct => format!("{what}: check TWILIO_BASE_URL and the firewall, or set HTTPS_PROXY"),
        Way::Proxy => format!("{what}: check HTTPS_PROXY and NO_PROXY"),
    }
}

/// Host, and the port where it is not that of the scheme, and nothing that may be secret.
pub(super) fn place_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_free_port_is_told_from_a_name_without_address() {
        let free = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        let (found, way) = examine(&Url::parse(&format!("http://{free}")).unwrap()).await;
        assert!(found.sentence.starts_with(&format!("nothing listens at {free}")));
        assert!(
            found
                .sentence
                .contains(&format!("start it (kakunin sandbox --listen {free})"))
        );
        assert_eq!(way, None);
        // The name is reserved for this (RFC 6761 section 6.4).
        let (found, way) = examine(&Url::parse("http://verify.invalid").unwrap()).await;
        assert!(found.sentence.starts_with("verify.invalid has no address"));
        assert_eq!(way, None);
    }

    #[test]
    fn only_http_on_loopback_means_a_twin() {
        let twin = |url: &str| twin_at_hand(&Url::parse(url).unwrap());
        assert_eq!(twin("http://localhost:4011"), Some("127.0.0.1:4011".into()));
        assert_eq!(twin("http://[::1]:4011"), Some("[::1]:4011".into()));
        assert_eq!(twin("http://127.0.0.1"), Some("127.0.0.1:80".into()));
        assert_eq!(twin("https://127.0.0.1:4011"), None);
        assert_eq!(twin("http://twin.example:4011"), None);
    }
}
