use super::{Provider, PublicUrl, reader::Reader, send_limits};
use crate::{
    auth::{AllowedCountries, Enrolment, NumberReader, PasswordCost, Policy},
    store::Synchronous,
};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::{net::SocketAddr, path::Path, time::Duration};
use tracing_subscriber::EnvFilter;

const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 3000);
const DAY: i64 = 86_400;

/// How the log is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}

pub(super) fn listen(reader: &mut Reader<'_>) -> SocketAddr {
    // cargo-leptos names its address in a variable of its own.
    let default = reader
        .text("LEPTOS_SITE_ADDR")
        .and_then(|address| address.parse().ok())
        .unwrap_or(LISTEN);
    reader.parsed(
        "KAKUNIN_LISTEN",
        default,
        "an address and a port such as 127.0.0.1:3000",
    )
}

pub(super) fn public_url(reader: &mut Reader<'_>) -> Option<PublicUrl> {
    let value = reader.text("KAKUNIN_PUBLIC_URL")?;
    let url = PublicUrl::parse(value);
    if url.is_none() {
        // Whoever puts a password into a URL must not find it in the log.
        let value = if value.contains('@') { "user@host" } else { value };
        reader.mistake(format!(
            "KAKUNIN_PUBLIC_URL must be http:// or https:// and a host, without a path, not `{value}`"
        ));
    }
    url
}

/// Codes of the sandbox are for the eyes of whoever sits at this machine.
pub(super) fn refuse_public_sandbox(
    reader: &mut Reader<'_>,
    listen: SocketAddr,
    public_url: Option<&PublicUrl>,
) {
    if !cfg!(feature = "sandbox") {
        reader.mistake("this build has no sandbox: set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_VERIFICATION_SID".into());
    } else if public_url.is_some_and(PublicUrl::is_https) {
        reader.mistake("the sandbox shows every code and will not serve an https KAKUNIN_PUBLIC_URL: set the TWILIO_ names".into());
    } else if !listen.ip().is_loopback() {
        reader.mistake(format!("the sandbox shows every code and will only listen on loopback, not on {listen}: set the TWILIO_ names"));
    }
}

/// Characters that mean something in a database URL.
const IN_URL: AsciiSet = CONTROLS.add(b'?').add(b'#').add(b'%').add(b' ');

pub(super) fn database_url(reader: &mut Reader<'_>, data_dir: &Path, provider: &Provider) -> String {
    if let Some(url) = reader.text("DATABASE_URL") {
        if !["sqlite:", "postgres:", "postgresql:"]
            .iter()
            .any(|engine| url.starts_with(engine))
        {
            reader.mistake("DATABASE_URL must begin with sqlite: or postgres:".into());
        }
        return url.to_owned();
    }
    // Codes of the sandbox must never open an account of the live portal.
    let file = if provider.is_sandbox() {
        "sandbox.db"
    } else {
        "kakunin.db"
    };
    let path = data_dir.join(file);
    format!(
        "sqlite://{}",
        utf8_percent_encode(&path.to_string_lossy(), &IN_URL)
    )
}

pub(super) fn synchronous(reader: &mut Reader<'_>) -> Synchronous {
    let choices = [("full", Synchronous::Full), ("normal", Synchronous::Normal)];
    reader.choice("KAKUNIN_SQLITE_SYNCHRONOUS", &choices)
}

pub(super) fn drain(reader: &mut Reader<'_>) -> Duration {
    let seconds = reader.number("KAKUNIN_DRAIN_SECONDS", 15, 1, 600);
    Duration::from_secs(seconds.unsigned_abs())
}

pub(super) fn drain_delay(reader: &mut Reader<'_>) -> Duration {
    let seconds = reader.number("KAKUNIN_DRAIN_DELAY_SECONDS", 0, 0, 300);
    Duration::from_secs(seconds.unsigned_abs())
}

pub(super) fn metrics_listen(reader: &mut Reader<'_>) -> Option<SocketAddr> {
    let value = reader.text("KAKUNIN_METRICS_LISTEN")?;
    let address = value.parse().ok();
    if address.is_none() {
        reader.mistake(format!(
            "KAKUNIN_METRICS_LISTEN must be an address and a port such as 127.0.0.1:9464, not `{value}`"
        ));
    }
    address
}

pub(super) fn log_format(reader: &mut Reader<'_>) -> LogFormat {
    reader.choice(
        "KAKUNIN_LOG_FORMAT",
        &[("text", LogFormat::Text), ("json", LogFormat::Json)],
    )
}

pub(super) fn log_filter(reader: &mut Reader<'_>) -> String {
    let filter = reader.text("KAKUNIN_LOG").unwrap_or("info,sqlx=warn");
    if EnvFilter::try_new(filter).is_err() {
        reader.mistake(format!(
            "KAKUNIN_LOG must be a filter such as info,sqlx=warn, not `{filter}`"
        ));
    }
    filter.to_owned()
}

pub(super) fn sandbox_hosts(reader: &mut Reader<'_>) -> Vec<String> {
    let hosts = reader.text("KAKUNIN_SANDBOX_HOSTS").unwrap_or_default();
    hosts
        .split(',')
        .map(|host| host.trim().to_ascii_lowercase())
        .filter(|host| !host.is_empty())
        .collect()
}

pub(super) fn numbers(reader: &mut Reader<'_>) -> NumberReader {
    let country = reader.text("KAKUNIN_DEFAULT_COUNTRY").unwrap_or("JP");
    NumberReader::new(country).unwrap_or_else(|| {
        reader.mistake(format!(
            "KAKUNIN_DEFAULT_COUNTRY must be two capital letters of ISO 3166, not `{country}`"
        ));
        NumberReader::default()
    })
}

/// Messages to countries where nobody of the portal lives are what fraud is made of: only the default country is usual.
fn countries(reader: &mut Reader<'_>, sandbox: bool) -> AllowedCountries {
    let home = reader.text("KAKUNIN_DEFAULT_COUNTRY").unwrap_or("JP");
    let usual = AllowedCountries::parse(home).filter(|_| !sandbox);
    let Some(text) = reader.text("KAKUNIN_ALLOWED_COUNTRIES") else {
        return usual.unwrap_or(AllowedCountries::All);
    };
    AllowedCountries::parse(text).unwrap_or_else(|| {
        reader.mistake(format!(
            "KAKUNIN_ALLOWED_COUNTRIES must be codes of ISO 3166 such as JP,US, or *, not `{text}`"
        ));
        AllowedCountries::All
    })
}

pub(super) fn password_cost(reader: &mut Reader<'_>) -> PasswordCost {
    let usual = PasswordCost::default();
    let mut number = |name, usual: u32, most| {
        let value = reader.number(name, i64::from(usual), 1, most);
        u32::try_from(value).unwrap_or(usual)
    };
    let cost = PasswordCost {
        memory: number("KAKUNIN_ARGON2_MEMORY_KIB", usual.memory, 4 * 1024 * 1024),
        passes: number("KAKUNIN_ARGON2_PASSES", usual.passes, 100),
        lanes: number("KAKUNIN_ARGON2_LANES", usual.lanes, 64),
    };
    // Argon2 wants 8 KiB for each lane (RFC 9106 section 3.1).
    if cost.memory < 8 * cost.lanes {
        reader
            .mistake("KAKUNIN_ARGON2_MEMORY_KIB must be at least 8 for each of KAKUNIN_ARGON2_LANES".into());
    }
    cost
}

pub(super) fn policy(reader: &mut Reader<'_>, sandbox: bool, code_length_of_twin: Option<usize>) -> Policy {
    let usual = Policy::default();
    let lifetimes = super::lifetimes::lifetimes(reader);
    let mut ceiling = |name, usual| {
        let usual = if sandbox {
            send_limits::SANDBOX_CEILING
        } else {
            usual
        };
        reader.number(name, usual, 1, 1_000_000_000)
    };
    Policy {
        lifetimes,
        sign_in_failures_per_account: ceiling(
            "KAKUNIN_SIGN_IN_FAILURES_PER_ACCOUNT",
            usual.sign_in_failures_per_account,
        ),
        sign_in_failures_per_address: ceiling(
            "KAKUNIN_SIGN_IN_FAILURES_PER_ADDRESS",
            usual.sign_in_failures_per_address,
        ),
        accounts_per_number: ceiling("KAKUNIN_ACCOUNTS_PER_NUMBER", usual.accounts_per_number),
        countries: countries(reader, sandbox),
        numbers_per_account: send_limits::numbers_per_account(reader, sandbox, usual.numbers_per_account),
        sends: send_limits::per_subject(reader, sandbox, send_limits::SENDS, &usual.sends),
        checks: send_limits::per_subject(reader, sandbox, send_limits::CHECKS, &usual.checks),
        budget: send_limits::budget(reader, sandbox),
        guard: send_limits::guard(reader, sandbox),
        home: reader.text("KAKUNIN_DEFAULT_COUNTRY").unwrap_or("JP").to_owned(),
        failures_before_lock: reader.number(
            "KAKUNIN_FAILURES_BEFORE_LOCK",
            usual.failures_before_lock,
            1,
            100,
        ),
        code_lifetime: reader.number("KAKUNIN_CODE_LIFETIME_SECONDS", usual.code_lifetime, 120, 600),
        code_length: code_length(reader, code_length_of_twin),
        enrolment: enrolment(reader),
        ..usual
    }
}

/// Twilio's service tells its own, but the start does not ask for it: the page is drawn without it, too.
fn code_length(reader: &mut Reader<'_>, of_twin: Option<usize>) -> usize {
    let usual = of_twin.unwrap_or(Policy::default().code_length);
    let number = reader.number("KAKUNIN_CODE_LENGTH", i64::try_from(usual).unwrap_or(6), 4, 10);
    usize::try_from(number).unwrap_or(usual)
}

fn enrolment(reader: &mut Reader<'_>) -> Enrolment {
    let days = reader.number("KAKUNIN_ENROLMENT_DAYS", 7, 1, 36_500);
    let open = Enrolment::Open { seconds: days * DAY };
    reader.choice(
        "KAKUNIN_ENROLMENT",
        &[("open", open), ("closed", Enrolment::Closed)],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Environment;

    #[test]
    fn codes_live_two_to_ten_minutes() {
        for (seconds, is_taken) in [
            ("119", false),
            ("120", true),
            ("600", true),
            ("601", false),
            ("-1", false),
        ] {
            let environment = Environment::of([("KAKUNIN_CODE_LIFETIME_SECONDS", seconds)]);
            let mut reader = Reader::new(&environment);
            let lifetime = policy(&mut reader, false, None).code_lifetime;
            assert_eq!(reader.finish().is_empty(), is_taken, "{seconds}");
            assert!((120..=600).contains(&lifetime), "{seconds}");
        }
    }
}
