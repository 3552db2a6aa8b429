use super::Finding;
use crate::config::TrustedProxies;

const NAME: &str = "trusted-proxies";

/// Whether visitors can be told apart. The portal itself speaks http, so under an https URL all come through a proxy.
pub(super) fn examine(proxies: &TrustedProxies, https: bool) -> Finding {
    if !proxies.is_empty() {
        Finding::ok(NAME, "what these proxies say of a visitor's address is believed")
    } else if https {
        Finding::warning(
            NAME,
            "none: all visitors count as the proxy that brings https, and share the ceilings of its address; name it in \
             KAKUNIN_TRUSTED_PROXIES",
        )
    } else {
        Finding::ok(NAME, "none: visitors count by the address of their connection")
    }
}

#[cfg(test)]
mod tests {
    use super::super::Severity;
    use super::*;

    #[test]
    fn only_https_without_a_named_proxy_is_odd() {
        for (proxies, https, expected) in [
            ("", false, Severity::Ok),
            ("", true, Severity::Warning),
            ("127.0.0.1", true, Severity::Ok),
            ("127.0.0.1", false, Severity::Ok),
        ] {
            let proxies = TrustedProxies::parse(proxies).unwrap();
            assert_eq!(examine(&proxies, https).severity, expected);
        }
    }
}
