//! How Twilio is called, whoever plays its part.

use super::reader::Reader;
use crate::twilio::{RateLimitKey, SendOptions, Timeouts};
use std::{collections::BTreeMap, time::Duration};

/// Twilio takes so many tags (Verify, "Start New Verification").
const MOST_TAGS: usize = 10;
/// Characters in the name and in the value of a tag.
const LONGEST_TAG: usize = 128;
/// Characters in the name that a message calls us by.
const LONGEST_FRIENDLY_NAME: usize = 30;
const APP_HASH_LENGTH: usize = 11;

/// A claim on a send is dead after 25 seconds; both calls that it may make must be over then.
pub(super) fn timeouts(reader: &mut Reader<'_>) -> Timeouts {
    let seconds = reader.number("KAKUNIN_TWILIO_TIMEOUT_SECONDS", 10, 1, 12);
    Timeouts::within(Duration::from_secs(seconds.unsigned_abs()))
}

pub(super) fn send_options(reader: &mut Reader<'_>) -> SendOptions {
    SendOptions {
        template: checked(
            reader,
            "KAKUNIN_TWILIO_TEMPLATE_SID",
            "HJ and 32 hex digits",
            |text| {
                let digits = text.strip_prefix("HJ").unwrap_or_default();
                digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
            },
        ),
        friendly_name: checked(
            reader,
            "KAKUNIN_TWILIO_FRIENDLY_NAME",
            "at most 30 characters",
            |text| text.chars().count() <= LONGEST_FRIENDLY_NAME,
        ),
        app_hash: checked(reader, "KAKUNIN_TWILIO_APP_HASH", "11 characters", |text| {
            text.len() == APP_HASH_LENGTH
        }),
        tags: tags(reader),
        rate_limits: rate_limits(reader),
        device_ip: reader.choice("KAKUNIN_TWILIO_DEVICE_IP", &[("off", false), ("on", true)]),
    }
}

fn checked(
    reader: &mut Reader<'_>,
    name: &str,
    expected: &str,
    is_good: impl Fn(&str) -> bool,
) -> Option<String> {
    let value = reader.text(name)?;
    if !is_good(value) {
        reader.mistake(format!("{name} must be {expected}, not `{value}`"));
    }
    Some(value.to_owned())
}

fn tags(reader: &mut Reader<'_>) -> BTreeMap<String, String> {
    let name = "KAKUNIN_TWILIO_TAGS";
    let tags: BTreeMap<_, _> = pairs(reader, name)
        .into_iter()
        .map(|(tag, value)| (tag.to_owned(), value.to_owned()))
        .collect();
    let fits = |text: &String| text.chars().count() <= LONGEST_TAG;
    if tags.len() > MOST_TAGS || !tags.iter().all(|(tag, value)| fits(tag) && fits(value)) {
        reader.mistake(format!(
            "{name} must be at most 10 pairs of at most 128 characters"
        ));
    }
    tags
}

fn rate_limits(reader: &mut Reader<'_>) -> BTreeMap<String, RateLimitKey> {
    let name = "KAKUNIN_TWILIO_RATE_LIMITS";
    let mut limits = BTreeMap::new();
    for (limit, key) in pairs(reader, name) {
        let key = match key {
            "address" => RateLimitKey::Address,
            "account" => RateLimitKey::Account,
            "number" => RateLimitKey::Number,
            other => {
                reader.mistake(format!(
                    "{name} counts by address, account or number, not by `{other}`"
                ));
                continue;
            }
        };
        limits.insert(limit.to_owned(), key);
    }
    limits
}

/// `name=value`, separated by commas.
fn pairs<'a>(reader: &mut Reader<'a>, name: &str) -> Vec<(&'a str, &'a str)> {
    let text = reader.text(name).unwrap_or_default();
    let mut pairs = Vec::new();
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        match part.split_once('=') {
            Some((left, right)) if !left.trim().is_empty() => pairs.push((left.trim(), right.trim())),
            _ => reader.mistake(format!(
                "{name} must be name=value, separated by commas, not `{part}`"
            )),
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use crate::{
        config::{Config, Environment},
        twilio::RateLimitKey,
    };
    use std::time::Duration;

    fn read(pairs: &[(&str, &str)]) -> Result<Config, Vec<String>> {
        let config = Config::read(&Environment::of(pairs.iter().copied()));
        config.map_err(|mistakes| mistakes.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn what_every_send_carries() {
        let config = read(&[
            ("KAKUNIN_TWILIO_TAGS", "app=kakunin, stage=live"),
            (
                "KAKUNIN_TWILIO_RATE_LIMITS",
                "end_user_ip_address=address,login=account",
            ),
            ("KAKUNIN_TWILIO_DEVICE_IP", "on"),
            ("KAKUNIN_TWILIO_TIMEOUT_SECONDS", "6"),
        ])
        .unwrap();
        let options = config.send_options;
        assert_eq!(options.tags["stage"], "live");
        assert_eq!(options.rate_limits["login"], RateLimitKey::Account);
        assert!(options.device_ip && options.template.is_none());
        assert_eq!(config.twilio_timeouts.total, Duration::from_secs(6));
        assert_eq!(config.twilio_timeouts.connect, Duration::from_secs(2));
    }

    #[test]
    fn each_mistake_is_named() {
        for (name, value) in [
            ("KAKUNIN_TWILIO_TIMEOUT_SECONDS", "13"),
            ("KAKUNIN_TWILIO_TEMPLATE_SID", "HJ1"),
            (
                "KAKUNIN_TWILIO_FRIENDLY_NAME",
                "a name that is far too long for any message",
            ),
            ("KAKUNIN_TWILIO_APP_HASH", "short"),
            ("KAKUNIN_TWILIO_TAGS", "app"),
            ("KAKUNIN_TWILIO_TAGS", "a=,b=,c=,d=,e=,f=,g=,h=,i=,j=,k="),
            ("KAKUNIN_TWILIO_RATE_LIMITS", "login=colour"),
            ("KAKUNIN_TWILIO_DEVICE_IP", "perhaps"),
        ] {
            let mistakes = read(&[(name, value)]).unwrap_err();
            assert!(
                mistakes.len() == 1 && mistakes[0].starts_with(name),
                "{mistakes:?}"
            );
        }
    }
}
