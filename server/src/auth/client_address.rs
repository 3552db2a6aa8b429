use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

/// Where a request came from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ClientAddress(
    /// The peer of the connection.
    pub IpAddr,
);

impl ClientAddress {
    /// An IPv4 address, or the /64 network of an IPv6 address, which one household owns whole.
    pub fn household(&self) -> String {
        match self.0.to_canonical() {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => prefix_of(address, 64),
        }
    }

    /// The prefix that a provider hands out at most: /24 of IPv4, the smallest that the internet routes, and /48 of IPv6
    /// (RFC 6177).
    pub fn network(&self) -> String {
        match self.0.to_canonical() {
            IpAddr::V4(address) => {
                let network = address.to_bits() & (u32::MAX << 8);
                format!("{}/24", Ipv4Addr::from_bits(network))
            }
            IpAddr::V6(address) => prefix_of(address, 48),
        }
    }
}

fn prefix_of(address: Ipv6Addr, length: u32) -> String {
    let network = address.to_bits() & (u128::MAX << (128 - length));
    format!("{}/{length}", Ipv6Addr::from_bits(network))
}

impl fmt::Display for ClientAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0.to_canonical())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> ClientAddress {
        ClientAddress(text.parse().unwrap())
    }

    #[test]
    fn neighbours_in_an_ipv6_network_are_one_household() {
        let household = |text| address(text).household();
        assert_eq!(household("2001:db8:1:2::9"), household("2001:db8:1:2:ffff::1"));
        assert_ne!(household("2001:db8:1:2::9"), household("2001:db8:1:3::9"));
        assert_eq!(household("::ffff:192.0.2.7"), "192.0.2.7");
    }

    #[test]
    fn a_network_is_what_a_provider_hands_out() {
        for (text, network) in [
            ("192.0.2.7", "192.0.2.0/24"),
            ("::ffff:192.0.2.7", "192.0.2.0/24"),
            ("2001:db8:1:2::9", "2001:db8:1::/48"),
        ] {
            assert_eq!(address(text).network(), network);
        }
    }
}
