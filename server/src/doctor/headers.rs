use super::Finding;
use reqwest::header::{CONTENT_SECURITY_POLICY, HeaderMap, STRICT_TRANSPORT_SECURITY};

const NAME: &str = "headers";

/// Whether the portal's policy came through whatever stands before it.
pub(super) fn examine(headers: &HeaderMap, https: bool) -> Finding {
    let policies: Vec<_> = headers
        .get_all(CONTENT_SECURITY_POLICY)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    let ours =
        |policy: &&str| policy.contains("form-action 'self'") && policy.contains("frame-ancestors 'none'");
    if !policies.iter().any(ours) {
        return Finding::mistake(
            NAME,
            "the Content-Security-Policy with form-action 'self' is missing: let the proxy pass the portal's own through",
        );
    }
    if policies.len() > 1 {
        return Finding::warning(
            NAME,
            "there is a second Content-Security-Policy: both must allow, so the page may lose its script; remove the \
             proxy's",
        );
    }
    if https && !headers.contains_key(STRICT_TRANSPORT_SECURITY) {
        return Finding::warning(
            NAME,
            "Strict-Transport-Security is missing: the portal was started with an http KAKUNIN_PUBLIC_URL, or the proxy \
             drops it",
        );
    }
    Finding::ok(
        NAME,
        if https {
            "Content-Security-Policy and Strict-Transport-Security as sent"
        } else {
            "Content-Security-Policy as sent; Strict-Transport-Security comes with https"
        },
    )
}

#[cfg(test)]
mod tests {
    use super::super::Severity;
    use super::*;

    const OURS: &str = "default-src 'none'; form-action 'self'; frame-ancestors 'none'";

    fn severity(policies: &[&'static str], https: bool, transport: bool) -> Severity {
        let mut headers = HeaderMap::new();
        for policy in policies {
            headers.append(CONTENT_SECURITY_POLICY, policy.parse().unwrap());
        }
        if transport {
            headers.insert(STRICT_TRANSPORT_SECURITY, "max-age=31536000".parse().unwrap());
        }
        examine(&headers, https).severity
    }

    #[test]
    fn what_a_proxy_takes_away_is_noticed() {
        assert_eq!(severity(&[OURS], false, false), Severity::Ok);
        assert_eq!(severity(&[OURS], true, true), Severity::Ok);
        assert_eq!(severity(&[OURS], true, false), Severity::Warning);
        assert_eq!(
            severity(&[OURS, "default-src 'self'"], false, false),
            Severity::Warning
        );
        assert_eq!(severity(&["default-src 'self'"], false, false), Severity::Mistake);
        assert_eq!(severity(&[], true, true), Severity::Mistake);
    }
}
