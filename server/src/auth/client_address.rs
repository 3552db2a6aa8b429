use ipnet::IpNet;
use std::{fmt, net::IpAddr};

/// Where a request came from: the peer of the connection, or what a trusted proxy says of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ClientAddress(
    /// As it was told; an IPv4 address may be written as an IPv6 one.
    pub IpAddr,
);

impl ClientAddress {
    /// What a ceiling counts by: an IPv4 address, or the /64 network of an IPv6 address, which one household owns whole.
    pub fn network(&self) -> String {
        match self.0.to_canonical() {
            IpAddr::V4(address) => address.to_string(),
            address @ IpAddr::V6(_) => prefix(address, 64),
        }
    }

    /// What a wider ceiling counts by: the /24 of an IPv4 address, the smallest network that is routed by itself, or the
    /// /48 of an IPv6 address, the largest that one customer commonly gets (RFC 6177).
    pub fn prefix(&self) -> String {
        match self.0.to_canonical() {
            address @ IpAddr::V4(_) => prefix(address, 24),
            address @ IpAddr::V6(_) => prefix(address, 48),
        }
    }
}

/// The network of this length that holds the address.
fn prefix(address: IpAddr, length: u8) -> String {
    IpNet::new_assert(address, length).trunc().to_string()
}

impl fmt::Display for ClientAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0.to_canonical())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_in_an_ipv6_network_count_as_one() {
        let network = |text: &str| ClientAddress(text.parse().unwrap()).network();
        assert_eq!(network("2001:db8:1:2::9"), network("2001:db8:1:2:ffff::1"));
        assert_ne!(network("2001:db8:1:2::9"), network("2001:db8:1:3::9"));
        assert_eq!(network("2001:db8:1:2::9"), "2001:db8:1:2::/64");
        assert_eq!(network("::ffff:192.0.2.7"), "192.0.2.7");
    }

    #[test]
    fn a_prefix_is_wider_than_a_network() {
        let prefix = |text: &str| ClientAddress(text.parse().unwrap()).prefix();
        assert_eq!(prefix("192.0.2.7"), "192.0.2.0/24");
        assert_eq!(prefix("::ffff:192.0.2.255"), "192.0.2.0/24");
        assert_eq!(prefix("2001:db8:1:2::9"), "2001:db8:1::/48");
        assert_ne!(prefix("2001:db8:1::1"), prefix("2001:db8:2::1"));
    }
}
