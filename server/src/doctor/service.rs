use super::{Finding, connection::Way};
use crate::twilio::{ServiceAnswer, ServiceError, TlsFault, TwilioSettings};

const ANSWER: &str = "twilio-answer";
const CREDENTIALS: &str = "twilio-credentials";
const SERVICE: &str = "twilio-service";

/// How far the one question got: whether Twilio answers, knows us, and knows the service.
pub(super) fn examine(answer: &ServiceAnswer, settings: &TwilioSettings, way: Way) -> Vec<Finding> {
    let answers = || Finding::ok(ANSWER, "Verify answers");
    let accepted = || Finding::ok(CREDENTIALS, "accepted");
    let error = match &answer.service {
        Ok(service) => {
            let name = service.friendly_name.as_deref().unwrap_or("without a name");
            return vec![
                answers(),
                accepted(),
                found(service.account_sid.as_deref(), name, settings),
            ];
        }
        Err(error) => *error,
    };
    if let Some(sentence) = of_credentials(error, settings) {
        return vec![answers(), Finding::mistake(CREDENTIALS, sentence)];
    }
    if let Some(sentence) = of_service(error) {
        return vec![answers(), accepted(), Finding::mistake(SERVICE, sentence)];
    }
    vec![of_answer(error, way)]
}

/// The client cannot be made; the cause is nearly always this one.
pub(super) fn no_client() -> Finding {
    Finding::mistake(
        ANSWER,
        "the HTTPS client cannot be made: install the system's certificate authorities (ca-certificates)",
    )
}

/// The portal compares the account with every answer.
fn found(account: Option<&str>, name: &str, settings: &TwilioSettings) -> Finding {
    match account {
        Some(account) if account != settings.account.0 => Finding::mistake(
            SERVICE,
            "belongs to another account than TWILIO_ACCOUNT_SID, so every answer would be refused: name the account \
             that owns it",
        ),
        _ => Finding::ok(SERVICE, format!("found, its messages are signed \"{name}\"")),
    }
}

fn of_credentials(error: ServiceError, settings: &TwilioSettings) -> Option<&'static str> {
    match error {
        ServiceError::Refused if settings.username.starts_with("SK") => Some(
            "refused (401, 20003): copy TWILIO_API_KEY_SECRET and TWILIO_API_KEY_SID again, or make a new API key of this \
             region; TWILIO_AUTH_TOKEN is not used beside a key",
        ),
        ServiceError::Refused => Some(
            "refused (401, 20003): copy TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN again from the console, or make a new \
             API key of this region",
        ),
        ServiceError::TestCredentials => {
            Some("these are test credentials (20008), which do not work for Verify: use the live ones")
        }
        ServiceError::Suspended => {
            Some("the account is suspended or closed (403): look into the console or ask Twilio's support")
        }
        _ => None,
    }
}

fn of_service(error: ServiceError) -> Option<&'static str> {
    match error {
        ServiceError::NotFound => Some(
            "not found (404, 20404): copy TWILIO_VERIFICATION_SID from the console, Verify, Services, of this account",
        ),
        ServiceError::MalformedSid => {
            Some("Twilio calls the SID malformed (60200): copy TWILIO_VERIFICATION_SID again")
        }
        _ => None,
    }
}

fn of_answer(error: ServiceError, way: Way) -> Finding {
    let sentence = match error {
        ServiceError::TooMany => {
            return Finding::warning(ANSWER, "asked too often (429): try again in a minute");
        }
        ServiceError::Tls(fault) => format!("{fault}: {}", remedy(fault)),
        ServiceError::Unreachable if way == Way::Proxy => {
            "the proxy makes no connection to Verify: check its rules and the user and password in HTTPS_PROXY"
                .into()
        }
        ServiceError::Unreachable | ServiceError::Unanswered => {
            "connected, but no whole answer came in time: try again, then look at the firewall and at status.twilio.com"
                .into()
        }
        ServiceError::Outage(status) => format!("an outage, status {status}: look at status.twilio.com"),
        ServiceError::NotTwilio(status) => format!(
            "whoever answers there is not Verify (status {status}): check TWILIO_BASE_URL, and what stands between"
        ),
        ServiceError::Odd { status, code: Some(code) } => {
            format!("status {status}, error {code}: see twilio.com/docs/api/errors/{code}")
        }
        other => format!("{other}: check TWILIO_BASE_URL and TWILIO_VERIFICATION_SID"),
    };
    Finding::mistake(ANSWER, sentence)
}

fn remedy(fault: TlsFault) -> &'static str {
    match fault {
        TlsFault::Untrusted => {
            "install the system's certificate authorities, or that of the proxy that opens the connection"
        }
        TlsFault::Time => "set the clock of this machine",
        TlsFault::Name => "check TWILIO_BASE_URL",
        TlsFault::Protocol => "for a twin without TLS say http in TWILIO_BASE_URL",
    }
}
