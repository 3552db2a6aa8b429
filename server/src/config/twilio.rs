use super::reader::Reader;
use crate::twilio::{AccountSid, SendOptions, ServiceSid, Timeouts, TwilioSettings};
use std::net::IpAddr;
use url::{Host, Url};

const BASE_URL: &str = "https://verify.twilio.com";

/// The names of the seed and of API keys, in the order of the table that is printed at start.
const NAMES: [&str; 6] = [
    "TWILIO_ACCOUNT_SID",
    "TWILIO_AUTH_TOKEN",
    "TWILIO_VERIFICATION_SID",
    "TWILIO_API_KEY_SID",
    "TWILIO_API_KEY_SECRET",
    "TWILIO_BASE_URL",
];

/// Who sends the codes.
#[derive(Clone, Debug)]
pub enum Provider {
    /// Twilio, or a twin of it that somebody else runs.
    Twilio(Box<TwilioSettings>),
    /// The portal's own twin: no Twilio setting is present.
    Sandbox,
}

impl Provider {
    /// True when the portal runs its own twin.
    pub fn is_sandbox(&self) -> bool {
        matches!(self, Self::Sandbox)
    }
}

impl super::Environment {
    /// Which Twilio settings are loaded; never a value.
    pub fn twilio_table(&self) -> impl Iterator<Item = (&'static str, bool)> {
        NAMES.into_iter().map(|name| (name, self.get(name).is_some()))
    }
}

/// True for `verify.twilio.com` and the same of a region, by `https`. At any other address somebody else is told the
/// numbers, and makes or reads every code.
pub fn is_twilio(base: &Url) -> bool {
    let host = base.host_str().unwrap_or_default();
    base.scheme() == "https" && host.starts_with("verify.") && host.ends_with(".twilio.com")
}

pub(super) fn provider(reader: &mut Reader<'_>, timeouts: Timeouts, send_options: &SendOptions) -> Provider {
    if NAMES.iter().all(|name| reader.text(name).is_none()) {
        return Provider::Sandbox;
    }
    let account = sid(reader, "TWILIO_ACCOUNT_SID", "AC");
    let service = sid(reader, "TWILIO_VERIFICATION_SID", "VA");
    let (username, password) = credentials(reader, &account);
    Provider::Twilio(Box::new(TwilioSettings {
        account: AccountSid(account),
        service: ServiceSid(service),
        username,
        password: password.into(),
        base_url: base_url(reader),
        timeouts,
        send_options: send_options.clone(),
    }))
}

/// The API key where there is one, else the auth token. Half a pair is a mistake.
fn credentials(reader: &mut Reader<'_>, account: &str) -> (String, String) {
    let has = |reader: &Reader<'_>, name| reader.text(name).is_some();
    if has(reader, "TWILIO_API_KEY_SID") || has(reader, "TWILIO_API_KEY_SECRET") {
        let key = sid(reader, "TWILIO_API_KEY_SID", "SK");
        return (key, secret(reader, "TWILIO_API_KEY_SECRET"));
    }
    (account.to_owned(), secret(reader, "TWILIO_AUTH_TOKEN"))
}

fn secret(reader: &mut Reader<'_>, name: &str) -> String {
    let value = reader.text(name).unwrap_or_default().to_owned();
    if value.is_empty() {
        reader.mistake(format!("{name} is missing, and other TWILIO_ names are set"));
    }
    value
}

fn sid(reader: &mut Reader<'_>, name: &str, prefix: &str) -> String {
    let value = reader.text(name).unwrap_or_default().to_owned();
    let digits = value.strip_prefix(prefix).unwrap_or_default();
    if value.is_empty() {
        reader.mistake(format!("{name} is missing, and other TWILIO_ names are set"));
    } else if digits.len() != 32 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        reader.mistake(format!("{name} must be {prefix} and 32 hex digits"));
    }
    value
}

/// Account and codes travel there: `http` only where nobody can listen.
fn base_url(reader: &mut Reader<'_>) -> Url {
    let value = reader.text("TWILIO_BASE_URL").unwrap_or(BASE_URL);
    match Url::parse(value) {
        Ok(url) if url.scheme() == "https" && url.has_host() => return url,
        Ok(url) if url.scheme() == "http" && may_be_insecure(reader, &url) => return url,
        _ => reader.mistake(
            "TWILIO_BASE_URL must be an https URL; http only for loopback or KAKUNIN_INSECURE_TWILIO_HOST"
                .into(),
        ),
    }
    #[expect(clippy::unwrap_used, reason = "a constant that parses")]
    Url::parse(BASE_URL).unwrap()
}

fn may_be_insecure(reader: &Reader<'_>, url: &Url) -> bool {
    let named = reader.text("KAKUNIN_INSECURE_TWILIO_HOST");
    match url.host() {
        Some(Host::Ipv4(address)) => IpAddr::from(address).is_loopback() || named == url.host_str(),
        Some(Host::Ipv6(address)) => IpAddr::from(address).is_loopback() || named == url.host_str(),
        Some(Host::Domain(name)) => name == "localhost" || named == Some(name),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, Environment, Provider};

    const AC: &str = "AC0123456789abcdef0123456789abcdef";
    const VA: &str = "VA0123456789abcdef0123456789abcdef";

    fn read(pairs: &[(&str, &str)]) -> Result<Config, Vec<String>> {
        let config = Config::read(&Environment::of(pairs.iter().copied()));
        config.map_err(|mistakes| mistakes.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn no_twilio_setting_means_the_sandbox_with_its_own_database() {
        let config = read(&[]).unwrap();
        assert!(config.provider.is_sandbox());
        assert_eq!(config.database_url, "sqlite://data/sandbox.db");
        assert_eq!(config.policy.sends.account.day, Some(100_000));
    }

    #[test]
    fn the_three_names_of_the_seed_mean_twilio() {
        let config = read(&[
            ("TWILIO_ACCOUNT_SID", AC),
            ("TWILIO_AUTH_TOKEN", "t"),
            ("TWILIO_VERIFICATION_SID", VA),
        ])
        .unwrap();
        let Provider::Twilio(settings) = config.provider else {
            panic!("not Twilio")
        };
        assert_eq!(
            (settings.username.as_str(), settings.base_url.as_str()),
            (AC, "https://verify.twilio.com/")
        );
        assert_eq!(config.database_url, "sqlite://data/kakunin.db");
        assert_eq!(config.policy.sends.account.day, Some(10));
    }

    #[test]
    fn a_part_of_the_names_is_one_mistake_each_and_no_value_is_repeated() {
        let mistakes = read(&[
            ("TWILIO_AUTH_TOKEN", "very secret"),
            ("TWILIO_ACCOUNT_SID", "AC-secret"),
        ])
        .unwrap_err();
        assert_eq!(mistakes.len(), 2);
        assert!(
            mistakes
                .iter()
                .any(|line| line.contains("TWILIO_VERIFICATION_SID is missing"))
        );
        assert!(mistakes.iter().all(|line| !line.contains("secret")));
    }

    #[test]
    fn http_is_for_loopback_or_a_named_host() {
        let base = |url, host| {
            let mut pairs = vec![
                ("TWILIO_ACCOUNT_SID", AC),
                ("TWILIO_AUTH_TOKEN", "t"),
                ("TWILIO_VERIFICATION_SID", VA),
                ("TWILIO_BASE_URL", url),
            ];
            if let Some(host) = host {
                pairs.push(("KAKUNIN_INSECURE_TWILIO_HOST", host));
            }
            read(&pairs).is_ok()
        };
        assert!(base("http://127.0.0.1:4010", None));
        assert!(base("http://[::1]:4010", None));
        assert!(!base("http://twin.example:4010", None));
        assert!(base("http://twin.example:4010", Some("twin.example")));
        assert!(!base("ftp://127.0.0.1", None));
    }

    #[test]
    fn the_sandbox_is_never_public() {
        assert!(read(&[("KAKUNIN_PUBLIC_URL", "https://login.example")]).unwrap_err()[0].contains("sandbox"));
        assert!(read(&[("KAKUNIN_LISTEN", "0.0.0.0:3000")]).unwrap_err()[0].contains("loopback"));
    }

    #[test]
    fn a_misspelt_name_is_told_with_the_nearest() {
        let mistakes = read(&[
            ("KAKUNIN_LISEN", "x"),
            ("KAKUNIN_PORT_80_TCP", "x"),
            ("KAKUNIN_SERVICE_HOST", "x"),
        ])
        .unwrap_err();
        assert_eq!(
            mistakes,
            ["KAKUNIN_LISEN is no setting; did you mean KAKUNIN_LISTEN?"]
        );
    }

    #[test]
    fn every_mistake_is_told_at_once() {
        let pairs = [
            ("KAKUNIN_LISTEN", "here"),
            ("KAKUNIN_ENROLMENT", "maybe"),
            ("KAKUNIN_SENDS_PER_NUMBER", "0"),
            ("KAKUNIN_DEFAULT_COUNTRY", "Japan"),
            ("KAKUNIN_LOG", "garbage=nope"),
        ];
        assert_eq!(read(&pairs).unwrap_err().len(), 5);
    }
}
