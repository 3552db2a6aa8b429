use super::Finding;
use std::net::{IpAddr, SocketAddr};

const NAME: &str = "metrics-listen";

/// Where the metrics are read: not where visitors come, and not by everybody.
pub(super) fn examine(metrics: Option<SocketAddr>, visitors: SocketAddr) -> Finding {
    let Some(address) = metrics else {
        return Finding::ok(NAME, "nothing is counted: KAKUNIN_METRICS_LISTEN is not set");
    };
    if address.port() != 0 && address == visitors {
        return Finding::mistake(
            NAME,
            "KAKUNIN_METRICS_LISTEN is KAKUNIN_LISTEN: give the metrics an address of their own",
        );
    }
    if is_inside(address.ip()) {
        return Finding::ok(NAME, format!("on {address}"));
    }
    let sentence =
        format!("{address} may be reached from outside, and asks for no password: name an address inside");
    Finding::warning(NAME, sentence)
}

/// Loopback, or a network of its own (RFC 1918, RFC 4193).
fn is_inside(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_loopback() || address.is_private(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::Severity;

    #[test]
    fn only_addresses_inside_are_ok() {
        let visitors: SocketAddr = "127.0.0.1:3000".parse().unwrap();
        for (metrics, severity) in [
            ("127.0.0.1:9464", Severity::Ok),
            ("10.0.0.7:9464", Severity::Ok),
            ("[fd00::7]:9464", Severity::Ok),
            ("0.0.0.0:9464", Severity::Warning),
            ("203.0.113.7:9464", Severity::Warning),
            ("127.0.0.1:3000", Severity::Mistake),
        ] {
            let found = examine(Some(metrics.parse().unwrap()), visitors);
            assert_eq!(found.severity, severity, "{metrics}");
        }
        assert_eq!(examine(None, visitors).severity, Severity::Ok);
    }
}
