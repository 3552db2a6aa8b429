//! `X-Forwarded-For`: a character that chooses the peer, then one header a line.

#![no_main]

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use libfuzzer_sys::fuzz_target;
use server::{config::TrustedProxies, web::forwarded_address};
use std::{
    net::{IpAddr, SocketAddr},
    sync::LazyLock,
};

const HEADER: HeaderName = HeaderName::from_static("x-forwarded-for");
/// The first two are trusted.
const PEERS: [&str; 4] = ["10.0.0.1", "2001:db8:ffff::1", "203.0.113.9", "2001:db8:1::9"];
/// What a trusted proxy saw.
const SEEN: &str = "198.51.100.7";

static PROXIES: LazyLock<TrustedProxies> =
    LazyLock::new(|| TrustedProxies::parse("10.0.0.0/8, 2001:db8:ffff::/48").unwrap());

fuzz_target!(|input: &[u8]| {
    let Some((choice, lines)) = input.split_first() else {
        return;
    };
    let peer: IpAddr = PEERS[usize::from(choice.wrapping_sub(b'0')) % PEERS.len()]
        .parse()
        .unwrap();
    let values = lines.split(|byte| *byte == b'\n').map(HeaderValue::from_bytes);
    let mut headers: HeaderMap = values.flatten().map(|value| (HEADER, value)).collect();
    let address = forwarded_address(&PROXIES, peer, &headers);
    let is_trusted = PROXIES.contain(peer);
    assert!(
        address == peer || (is_trusted && is_named(address, &headers)),
        "{address} out of nothing"
    );
    assert_eq!(
        address,
        address.to_canonical(),
        "one address in two spellings would count twice"
    );

    // A visitor may write what it likes before what the proxy appends, on a line of its own or on the same.
    let before = headers.get_all(&HEADER).iter().next_back().cloned();
    let same_line = [
        before.as_ref().map_or(&b""[..], HeaderValue::as_bytes),
        b",",
        SEEN.as_bytes(),
    ]
    .concat();
    let mut longer = headers.clone();
    longer.append(HEADER, HeaderValue::from_bytes(&same_line).unwrap());
    headers.append(HEADER, HeaderValue::from_static(SEEN));
    for headers in [headers, longer] {
        let expected = if is_trusted { SEEN.parse().unwrap() } else { peer };
        assert_eq!(
            forwarded_address(&PROXIES, peer, &headers),
            expected,
            "a visitor chose its address"
        );
    }
});

/// Whether the address stands in a header at all.
fn is_named(address: IpAddr, headers: &HeaderMap) -> bool {
    let read = |entry: &[u8]| {
        let bare = std::str::from_utf8(entry).ok()?.trim_matches([' ', '\t']);
        let with_port = bare.parse::<SocketAddr>().map(|address| address.ip());
        let without = || bare.trim_matches(['[', ']']).parse::<IpAddr>();
        with_port
            .or_else(|_| without())
            .ok()
            .map(|address| address.to_canonical())
    };
    headers
        .get_all(&HEADER)
        .iter()
        .flat_map(|line| line.as_bytes().split(|byte| *byte == b','))
        .any(|entry| read(entry) == Some(address))
}
