use super::{Assets, BrandFiles, Health, Load};
use crate::{
    auth::Auth,
    config::{PublicUrl, TrustedProxies},
    countries::Countries,
};
use app::{brand::Brand, page_start::HelpLine};
use std::{sync::Arc, time::Duration};

/// How the outside sees this portal.
#[derive(Clone, Debug)]
pub struct Site {
    /// What browsers call it.
    pub public_url: PublicUrl,
    /// The port it listens on.
    pub port: u16,
    /// True while the portal runs its own twin: then only this machine may look.
    pub sandbox: bool,
    /// Hosts besides loopback names that may see the sandbox.
    pub sandbox_hosts: Vec<String>,
    /// Who is believed when it tells where a request came from.
    pub trusted_proxies: TrustedProxies,
    /// What people who are stuck are told.
    pub help: HelpLine,
    /// What it is called, and by which logo it is known.
    pub brand: Brand,
    /// Whose numbers can be typed.
    pub countries: Countries,
}

/// What every request may need. Cheap to clone.
#[derive(Clone)]
pub struct Web {
    /// The use cases.
    pub auth: Arc<Auth>,
    /// How the outside sees this portal.
    pub site: Arc<Site>,
    /// What pages load.
    pub assets: Arc<Assets>,
    /// What the operator dressed the portal in.
    pub brand_files: Arc<BrandFiles>,
    /// Whether requests may come here.
    pub health: Arc<Health>,
    /// Requests under way.
    pub load: Arc<Load>,
    /// Connections of visitors at most.
    pub connections_limit: usize,
    /// How long the body of a request may take to arrive.
    pub body_time: Duration,
}

impl Site {
    /// True for a loopback name with the port that the portal listens on, in the form of a `Host` header.
    pub fn is_own_loopback(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (name, port.parse().ok()),
            _ => (host, Some(80)),
        };
        port == Some(self.port) && is_loopback_name(name)
    }

    /// True for a host that the operator listed for remote development.
    pub fn is_listed(&self, host: &str) -> bool {
        self.sandbox_hosts
            .iter()
            .any(|listed| listed.eq_ignore_ascii_case(host))
    }
}

fn is_loopback_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "localhost"
        || name.ends_with(".localhost")
        || name == "[::1]"
        || name
            .parse::<std::net::Ipv4Addr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::{AllowedCountries, NumberReader};

    #[test]
    fn loopback_is_a_name_and_the_right_port() {
        let site = Site {
            public_url: PublicUrl::parse("http://127.0.0.1:3000").unwrap(),
            port: 3000,
            sandbox: true,
            sandbox_hosts: Vec::new(),
            trusted_proxies: TrustedProxies::default(),
            help: HelpLine::default(),
            brand: Brand::default(),
            countries: Countries::new(&AllowedCountries::All, NumberReader::default()),
        };
        for host in [
            "127.0.0.1:3000",
            "localhost:3000",
            "LOCALHOST:3000",
            "[::1]:3000",
            "kakunin.localhost:3000",
            "127.9.9.9:3000",
        ] {
            assert!(site.is_own_loopback(host), "{host}");
        }
        for host in [
            "127.0.0.1",
            "127.0.0.1:3001",
            "localhost.example:3000",
            "example.com:3000",
            "10.0.0.1:3000",
            "",
            ":3000",
        ] {
            assert!(!site.is_own_loopback(host), "{host}");
        }
    }
}
