//! The twin's settings. The portal reads them for its own twin, `kakunin sandbox` takes them as flags, too.

use super::{Environment, LogFormat, Mistake, names, portal, reader::Reader};
use crate::sandbox::{RateLimit, SandboxSettings};
use axum::http::StatusCode;
use url::Host;

/// What every name begins with; the rest, in small letters, is the flag.
pub const PREFIX: &str = "KAKUNIN_SANDBOX_";

/// The names that are the portal's: who may see the inbox, which the twin alone does not guard, and which twin is used.
pub const OF_PORTAL: [&str; 2] = ["KAKUNIN_SANDBOX_HOSTS", "KAKUNIN_SANDBOX_URL"];

/// Seconds; Twilio's support sets 120 to a day, tests want less.
const LIFETIMES: (i64, i64) = (1, 86_400);
/// Sends, and checks, of one verification.
const MOST_TRIES: i64 = 1_000;
/// Of a service's name (Verify, Services resource: `FriendlyName`).
const LONGEST_NAME: usize = 30;
const MOST_DIGITS_IN_NAME: usize = 4;

const SWITCH: [(&str, bool); 2] = [("off", false), ("on", true)];

/// What the twin alone is started from.
pub struct SandboxConfig {
    /// How the twin behaves.
    pub settings: SandboxSettings,
    /// How the log is written.
    pub log_format: LogFormat,
    /// What the log holds, in the syntax of `tracing` filters.
    pub log_filter: String,
}

impl SandboxConfig {
    /// Reads what concerns the twin alone, and no other setting of a portal that may be found beside it.
    ///
    /// # Errors
    /// Every mistake, one line each.
    pub fn read(environment: &Environment) -> Result<Self, Vec<Mistake>> {
        let mut reader = Reader::new(environment);
        names::refuse_unknown(&mut reader);
        let config = Self {
            settings: settings(&mut reader),
            log_format: portal::log_format(&mut reader),
            log_filter: portal::log_filter(&mut reader),
        };
        let mistakes = reader.finish();
        if mistakes.is_empty() {
            Ok(config)
        } else {
            Err(mistakes)
        }
    }
}

/// Everything that can be set about the twin, with a mistake for each value that cannot be used.
pub(super) fn settings(reader: &mut Reader<'_>) -> SandboxSettings {
    let usual = SandboxSettings::default();
    SandboxSettings {
        code_length: size(reader, "KAKUNIN_SANDBOX_CODE_LENGTH", usual.code_length, 4, 10),
        lifetime_seconds: reader.number(
            "KAKUNIN_SANDBOX_LIFETIME_SECONDS",
            usual.lifetime_seconds,
            LIFETIMES.0,
            LIFETIMES.1,
        ),
        sends: size(reader, "KAKUNIN_SANDBOX_SENDS", usual.sends, 1, MOST_TRIES),
        checks: size(reader, "KAKUNIN_SANDBOX_CHECKS", usual.checks, 1, MOST_TRIES),
        check_status: reader.choice(
            "KAKUNIN_SANDBOX_CHECK_STATUS",
            &[("200", StatusCode::OK), ("201", StatusCode::CREATED)],
        ),
        restart_after_last_check: reader.choice(
            "KAKUNIN_SANDBOX_AFTER_LAST_CHECK",
            &[("wait", false), ("restart", true)],
        ),
        friendly_name: friendly_name(reader).unwrap_or(usual.friendly_name),
        custom_friendly_name: reader.choice("KAKUNIN_SANDBOX_CUSTOM_FRIENDLY_NAME", &SWITCH),
        domain: domain(reader),
        do_not_share_warning: reader.choice("KAKUNIN_SANDBOX_DO_NOT_SHARE_WARNING", &SWITCH),
        rate_limits: rate_limits(reader),
        fetch_limits: reader.choice("KAKUNIN_SANDBOX_FETCH_LIMITS", &SWITCH),
    }
}

fn size(reader: &mut Reader<'_>, name: &str, usual: usize, least: i64, most: i64) -> usize {
    let usual_number = i64::try_from(usual).unwrap_or(most);
    usize::try_from(reader.number(name, usual_number, least, most)).unwrap_or(usual)
}

fn friendly_name(reader: &mut Reader<'_>) -> Option<String> {
    let name = reader.text("KAKUNIN_SANDBOX_FRIENDLY_NAME")?;
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let is_printable = !name.chars().any(char::is_control);
    if name.chars().count() > LONGEST_NAME || digits > MOST_DIGITS_IN_NAME || !is_printable {
        reader.mistake(format!(
            "KAKUNIN_SANDBOX_FRIENDLY_NAME must have at most {LONGEST_NAME} characters and {MOST_DIGITS_IN_NAME} digits, not `{name}`"
        ));
    }
    Some(name.to_owned())
}

/// A host alone: browsers compare it with that of the page.
fn domain(reader: &mut Reader<'_>) -> Option<String> {
    let name = reader.text("KAKUNIN_SANDBOX_DOMAIN")?;
    match Host::parse(name) {
        Ok(Host::Domain(host)) => Some(host),
        _ => {
            reader.mistake(format!(
                "KAKUNIN_SANDBOX_DOMAIN must be a host name such as login.example.com, not `{name}`"
            ));
            None
        }
    }
}

fn rate_limits(reader: &mut Reader<'_>) -> Vec<RateLimit> {
    let text = reader.text("KAKUNIN_SANDBOX_RATE_LIMITS").unwrap_or_default();
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts
        .filter_map(|part| {
            let limit = rate_limit(part);
            if limit.is_none() {
                reader.mistake(format!(
                    "KAKUNIN_SANDBOX_RATE_LIMITS must be name=max/seconds, separated by commas, such as end_user_ip_address=5/600, not `{part}`"
                ));
            }
            limit
        })
        .collect()
}

/// `name=max/seconds`.
fn rate_limit(text: &str) -> Option<RateLimit> {
    let (name, figures) = text.split_once('=')?;
    let (max, seconds) = figures.split_once('/')?;
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let limit = RateLimit {
        name: name.trim().to_owned(),
        max: max.trim().parse().ok().filter(|max| *max > 0)?,
        interval_seconds: seconds.trim().parse().ok().filter(|seconds| *seconds > 0)?,
    };
    (!limit.name.is_empty() && limit.name.bytes().all(is_word)).then_some(limit)
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, Environment};
    use crate::sandbox::{RateLimit, SandboxSettings};

    fn read(pairs: &[(&str, &str)]) -> Result<SandboxSettings, Vec<String>> {
        let config = Config::read(&Environment::of(pairs.iter().copied()));
        config
            .map(|config| config.sandbox)
            .map_err(|mistakes| mistakes.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn nothing_set_is_twilio() {
        let read = read(&[]).unwrap();
        assert_eq!(format!("{read:?}"), format!("{:?}", SandboxSettings::default()));
    }

    #[test]
    fn every_setting_is_read() {
        let settings = read(&[
            ("KAKUNIN_SANDBOX_CODE_LENGTH", "4"),
            ("KAKUNIN_SANDBOX_LIFETIME_SECONDS", "120"),
            ("KAKUNIN_SANDBOX_SENDS", "2"),
            ("KAKUNIN_SANDBOX_CHECKS", "3"),
            ("KAKUNIN_SANDBOX_CHECK_STATUS", "201"),
            ("KAKUNIN_SANDBOX_AFTER_LAST_CHECK", "restart"),
            ("KAKUNIN_SANDBOX_FRIENDLY_NAME", "Hanaya 花屋"),
            ("KAKUNIN_SANDBOX_CUSTOM_FRIENDLY_NAME", "on"),
            ("KAKUNIN_SANDBOX_DOMAIN", "Login.Example.com"),
            ("KAKUNIN_SANDBOX_DO_NOT_SHARE_WARNING", "on"),
            ("KAKUNIN_SANDBOX_RATE_LIMITS", "ip=5/600, session=1/30"),
            ("KAKUNIN_SANDBOX_FETCH_LIMITS", "on"),
        ])
        .unwrap();
        let limit = |name: &str, max, interval_seconds| RateLimit {
            name: name.to_owned(),
            max,
            interval_seconds,
        };
        let expected = SandboxSettings {
            code_length: 4,
            lifetime_seconds: 120,
            sends: 2,
            checks: 3,
            check_status: axum::http::StatusCode::CREATED,
            restart_after_last_check: true,
            friendly_name: "Hanaya 花屋".to_owned(),
            custom_friendly_name: true,
            domain: Some("login.example.com".to_owned()),
            do_not_share_warning: true,
            rate_limits: vec![limit("ip", 5, 600), limit("session", 1, 30)],
            fetch_limits: true,
        };
        assert_eq!(format!("{settings:?}"), format!("{expected:?}"));
    }

    #[test]
    fn each_bad_value_is_one_line_that_names_it() {
        for (name, value) in [
            ("CODE_LENGTH", "3"),
            ("CODE_LENGTH", "11"),
            ("CODE_LENGTH", "six"),
            ("LIFETIME_SECONDS", "0"),
            ("LIFETIME_SECONDS", "86401"),
            ("SENDS", "0"),
            ("CHECKS", "-1"),
            ("CHECK_STATUS", "204"),
            ("AFTER_LAST_CHECK", "now"),
            ("FRIENDLY_NAME", "a name that is longer than thirty"),
            ("FRIENDLY_NAME", "12345"),
            ("CUSTOM_FRIENDLY_NAME", "yes"),
            ("DOMAIN", "https://login.example.com"),
            ("DOMAIN", "127.0.0.1"),
            ("DO_NOT_SHARE_WARNING", "1"),
            ("RATE_LIMITS", "ip"),
            ("RATE_LIMITS", "ip=0/60"),
            ("RATE_LIMITS", "ip=5/0"),
            ("RATE_LIMITS", "=5/60"),
            ("FETCH_LIMITS", "true"),
        ] {
            let name = format!("{}{name}", super::PREFIX);
            let mistakes = read(&[(&name, value)]).unwrap_err();
            assert_eq!(mistakes.len(), 1, "{name}={value}");
            assert!(
                mistakes[0].starts_with(&format!("{name} must ")),
                "{}",
                mistakes[0]
            );
            assert!(
                mistakes[0].ends_with(&format!("not `{value}`")),
                "{}",
                mistakes[0]
            );
        }
    }
}
