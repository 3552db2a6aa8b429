use std::{
    fmt,
    net::{IpAddr, Ipv6Addr},
};

/// Where a request came from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ClientAddress(
    /// The peer of the connection.
    pub IpAddr,
);

impl ClientAddress {
    /// What a ceiling counts by: an IPv4 address, or the /64 network of an IPv6 address, which one household owns whole.
    pub fn network(&self) -> String {
        match self.0.to_canonical() {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                let network = address.to_bits() & (u128::MAX << 64);
                format!("{}/64", Ipv6Addr::from_bits(network))
            }
        }
    }
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
        assert_eq!(network("::ffff:192.0.2.7"), "192.0.2.7");
    }
}
