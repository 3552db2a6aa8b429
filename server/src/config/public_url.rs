use crate::auth::LinkToken;
use app::domain::Page;
use std::net::SocketAddr;
use url::{Host, Origin, Url};

/// What browsers call the portal: scheme, host and port, and nothing else.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PublicUrl(Url);

impl PublicUrl {
    /// Reads `http://host[:port]` or `https://host[:port]`.
    pub fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        let bare = url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        (matches!(url.scheme(), "http" | "https") && url.has_host() && bare).then_some(Self(url))
    }

    /// What a browser on this machine calls a portal that listens there.
    pub fn of_address(address: SocketAddr) -> Self {
        #[expect(clippy::unwrap_used, reason = "an address and a port always make a URL")]
        Self(Url::parse(&format!("http://{address}")).unwrap())
    }

    /// True when cookies must be `Secure`.
    pub fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// The host, without the port.
    pub fn host(&self) -> Option<Host<String>> {
        self.0.host().map(|host| host.to_owned())
    }

    /// The port, that of the scheme where none is named.
    pub fn port(&self) -> Option<u16> {
        self.0.port_or_known_default()
    }

    /// True when only this machine can mean it.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }

    /// Where the person who has this token chooses a password. The token stands behind the `#`: browsers send it to no server.
    pub fn choose_password(&self, token: &LinkToken) -> String {
        let (origin, path) = (self.origin().ascii_serialization(), Page::ChoosePassword.path());
        format!("{origin}{path}#{}", token.expose())
    }

    /// What a browser sends as `Origin`.
    pub fn origin(&self) -> Origin {
        self.0.origin()
    }
}

/// True for a host that is this machine, whatever the name servers say.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}
