use super::Finding;
use crate::{auth::ForwardAuth, config::TrustedProxies};

const NAME: &str = "forward-auth";

/// Whether people come back to the programs that the portal guards.
pub(super) fn examine(forward_auth: &ForwardAuth, proxies: &TrustedProxies) -> Finding {
    let Some(domain) = &forward_auth.cookie_domain else {
        return Finding::ok(NAME, "off: no other program asks who signed in");
    };
    let origins = forward_auth.return_origins.iter().count();
    if origins == 0 {
        return Finding::warning(
            NAME,
            format!(
                "hosts at {domain} and below know who signed in, and nobody is led back to them: list them in \
                 KAKUNIN_RETURN_ORIGINS"
            ),
        );
    }
    if proxies.is_empty() {
        return Finding::warning(
            NAME,
            "no proxy is believed when it tells which page was asked for, so nobody is led back: name it in \
             KAKUNIN_TRUSTED_PROXIES",
        );
    }
    Finding::ok(
        NAME,
        format!("hosts at {domain} and below know who signed in, and people come back to {origins} of them"),
    )
}

#[cfg(test)]
mod tests {
    use super::super::Severity;
    use super::*;
    use crate::auth::ReturnOrigins;

    #[test]
    fn whoever_guards_programs_leads_back_to_them() {
        let origin = || vec!["https://app.example.com".parse().unwrap()];
        for (domain, origins, proxies, expected) in [
            (None, vec![], "", Severity::Ok),
            (Some("example.com"), vec![], "10.0.0.1", Severity::Warning),
            (Some("example.com"), origin(), "", Severity::Warning),
            (Some("example.com"), origin(), "10.0.0.1", Severity::Ok),
        ] {
            let forward_auth = ForwardAuth {
                cookie_domain: domain.map(str::to_owned),
                return_origins: ReturnOrigins::new(origins),
            };
            let proxies = TrustedProxies::parse(proxies).unwrap();
            assert_eq!(examine(&forward_auth, &proxies).severity, expected);
        }
    }
}
