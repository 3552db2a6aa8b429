use super::Finding;
use crate::{config::PublicUrl, startup::Mode};

const NAME: &str = "cookies";

/// How the session cookie is guarded under this public URL.
pub(super) fn examine(called: &PublicUrl, mode: Mode) -> Finding {
    if called.is_https() {
        return Finding::ok(
            NAME,
            "__Host-kakunin, Secure, path / and no domain: this host only, and https only",
        );
    }
    if called.is_loopback() {
        return Finding::ok(NAME, "without Secure, which loopback does not need");
    }
    let url = called.origin().ascii_serialization();
    let sentence = format!(
        "{url} is not https: passwords and cookies travel readable and without Secure; set KAKUNIN_PUBLIC_URL to https \
         behind a proxy"
    );
    match mode {
        Mode::Live => Finding::mistake(NAME, sentence),
        Mode::Sandbox => Finding::warning(NAME, sentence),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Severity;
    use super::*;

    #[test]
    fn only_loopback_needs_no_https() {
        let severity = |url, mode| examine(&PublicUrl::parse(url).unwrap(), mode).severity;
        assert_eq!(severity("https://login.example", Mode::Live), Severity::Ok);
        assert_eq!(severity("http://localhost:3000", Mode::Live), Severity::Ok);
        assert_eq!(severity("http://[::1]:3000", Mode::Live), Severity::Ok);
        assert_eq!(severity("http://login.example", Mode::Live), Severity::Mistake);
        assert_eq!(severity("http://192.0.2.1:3000", Mode::Live), Severity::Mistake);
        assert_eq!(
            severity("http://box.example:3000", Mode::Sandbox),
            Severity::Warning
        );
    }
}
