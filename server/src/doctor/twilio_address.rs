use super::{Finding, connection};
use crate::config::{is_loopback, is_twilio};
use url::Url;

const NAME: &str = "twilio-address";

/// Where the account, its token and the codes go.
pub(super) fn examine(base: &Url) -> Finding {
    let (scheme, place) = (base.scheme(), connection::place_of(base));
    if base.path() != "/" || base.query().is_some() {
        return Finding::mistake(
            NAME,
            "TWILIO_BASE_URL must end with the host: the portal adds the path /v2/Services itself",
        );
    }
    if scheme == "http" && !is_loopback(base) {
        return Finding::warning(
            NAME,
            format!(
                "token, numbers and codes travel readable to {place}, which reads every code: for tests only"
            ),
        );
    }
    if is_twilio(base) {
        return Finding::ok(NAME, format!("{scheme}://{place}"));
    }
    Finding::warning(
        NAME,
        format!("{scheme}://{place} is not Twilio's address: whoever runs it reads every code"),
    )
}

#[cfg(test)]
mod tests {
    use super::super::Severity;
    use super::*;

    #[test]
    fn the_path_is_the_portals_own() {
        let severity = |url: &str| examine(&Url::parse(url).unwrap()).severity;
        assert_eq!(severity("https://verify.twilio.com"), Severity::Ok);
        assert_eq!(severity("https://verify.dublin.ie1.twilio.com"), Severity::Ok);
        assert_eq!(severity("https://verify.twilio.com/v2"), Severity::Mistake);
        assert_eq!(severity("http://127.0.0.1:4010"), Severity::Warning);
        assert_eq!(severity("https://verify.twilio.com.example"), Severity::Warning);
        assert_eq!(severity("http://twin.example:4010"), Severity::Warning);
    }

    #[test]
    fn what_stands_before_the_host_is_never_shown() {
        let found = examine(&Url::parse("https://me:secret@twin.example").unwrap());
        assert_eq!(
            found.sentence,
            "https://twin.example is not Twilio's address: whoever runs it reads every code"
        );
    }
}
