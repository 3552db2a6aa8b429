use crate::config::TrustedProxies;
use axum::http::HeaderMap;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// The one header that is believed. `Forwarded` (RFC 7239) never is: proxies that write this one pass the other through as
/// the visitor wrote it.
const HEADER: &str = "x-forwarded-for";

/// Where a request came from. Each proxy appends the address that it saw, so the list is read from its end, as long as a
/// trusted proxy wrote it; what stands before that is a visitor's word.
pub fn forwarded_address(proxies: &TrustedProxies, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    let mut address = peer.to_canonical();
    let lines = headers.get_all(HEADER).iter().rev();
    let mut entries = lines.flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b','));
    while proxies.contain(address) {
        let Some(next) = entries.next().and_then(parse) else {
            break;
        };
        address = next;
    }
    address
}

/// An address, perhaps with the port that some proxies add.
fn parse(entry: &[u8]) -> Option<IpAddr> {
    let entry = std::str::from_utf8(entry).ok()?.trim_matches([' ', '\t']);
    let bracketed = || {
        entry
            .strip_prefix('[')?
            .strip_suffix(']')?
            .parse::<Ipv6Addr>()
            .ok()
    };
    let with_port = || entry.parse::<SocketAddr>().ok().map(|address| address.ip());
    let plain = entry.parse::<IpAddr>().ok();
    let address = plain.or_else(with_port).or_else(|| bracketed().map(IpAddr::V6));
    address.map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PROXIES: &str = "10.0.0.0/8, 2001:db8:ffff::/48";

    fn address(peer: &str, lines: &[&str]) -> String {
        let proxies = TrustedProxies::parse(PROXIES).unwrap();
        let headers = lines
            .iter()
            .map(|line| (HEADER.parse().unwrap(), line.parse().unwrap()));
        forwarded_address(&proxies, peer.parse().unwrap(), &headers.collect()).to_string()
    }

    #[test]
    fn the_list_is_read_from_its_end_while_a_trusted_proxy_wrote_it() {
        let table: [(&str, &[&str], &str); 18] = [
            // Nobody who is not trusted is believed.
            ("203.0.113.9", &["192.0.2.1"], "203.0.113.9"),
            ("203.0.113.9", &[], "203.0.113.9"),
            ("10.0.0.1", &[], "10.0.0.1"),
            ("10.0.0.1", &["192.0.2.1"], "192.0.2.1"),
            ("::ffff:10.0.0.1", &["192.0.2.1"], "192.0.2.1"),
            // What the visitor wrote stands before what the proxy appended.
            ("10.0.0.1", &["192.0.2.1, 192.0.2.2"], "192.0.2.2"),
            ("10.0.0.1", &["192.0.2.1", "192.0.2.2"], "192.0.2.2"),
            ("10.0.0.1", &["10.0.0.7, 192.0.2.2"], "192.0.2.2"),
            // Chains of proxies, over lines too.
            (
                "10.0.0.1",
                &["192.0.2.1,192.0.2.2 , 10.0.0.3,\t10.0.0.2"],
                "192.0.2.2",
            ),
            (
                "10.0.0.1",
                &["192.0.2.1", "192.0.2.2,10.0.0.3", "10.0.0.2"],
                "192.0.2.2",
            ),
            ("10.0.0.1", &["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
            // What is no address ends the reading.
            ("10.0.0.1", &["192.0.2.1, unknown"], "10.0.0.1"),
            ("10.0.0.1", &["192.0.2.1, _hidden, 10.0.0.2"], "10.0.0.2"),
            ("10.0.0.1", &["192.0.2.1,"], "10.0.0.1"),
            ("10.0.0.1", &["192.0.2.1, 999.0.0.1"], "10.0.0.1"),
            // Ports, brackets, and IPv6.
            ("10.0.0.1", &["192.0.2.1:4711"], "192.0.2.1"),
            (
                "10.0.0.1",
                &["[2001:db8::9]:4711, [2001:db8:ffff::1]"],
                "2001:db8::9",
            ),
            ("2001:db8:ffff::2", &["::ffff:192.0.2.1"], "192.0.2.1"),
        ];
        for (peer, lines, expected) in table {
            assert_eq!(address(peer, lines), expected, "{peer} {lines:?}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_end_it_too() {
        let proxies = TrustedProxies::parse(PROXIES).unwrap();
        let mut headers = HeaderMap::new();
        headers.insert(
            HEADER,
            axum::http::HeaderValue::from_bytes(b"192.0.2.1, \xff").unwrap(),
        );
        let peer: IpAddr = "10.0.0.1".parse().unwrap();
        assert_eq!(forwarded_address(&proxies, peer, &headers), peer);
    }

    proptest! {
        /// Whatever a visitor writes, the entry that the proxy appends decides.
        #[test]
        fn a_visitor_cannot_choose_its_address(written in "[ -~]{0,60}") {
            let line = format!("{written}, 192.0.2.7");
            prop_assert_eq!(address("10.0.0.1", &[&line]), "192.0.2.7");
            prop_assert_eq!(address("10.0.0.1", &[&written, "192.0.2.7"]), "192.0.2.7");
        }
    }
}
