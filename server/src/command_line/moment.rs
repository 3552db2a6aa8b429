use std::{fmt, str::FromStr};
use time::{
    Date, OffsetDateTime,
    format_description::well_known::{Iso8601, Rfc3339},
};

/// `2026-01-02T03:04:05Z`.
pub(super) fn utc(seconds: i64) -> String {
    let at = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    at.format(&Rfc3339).unwrap_or_default()
}

/// A time in the past, as operators write it: so long ago (`90m`, `24h`, `7d`), a day (`2026-11-01`), or a moment
/// (`2026-11-01T12:00:00Z`). Days begin in UTC, as the times of the log do.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Since {
    Ago(i64),
    At(i64),
}

/// The text names no time.
#[derive(Debug)]
pub(super) struct MalformedTime;

impl fmt::Display for MalformedTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("write it as 90m, 24h, 7d, 2026-11-01 or 2026-11-01T12:00:00Z")
    }
}

impl std::error::Error for MalformedTime {}

impl Since {
    /// Seconds since 1970.
    pub(super) fn seconds(self, now: i64) -> i64 {
        match self {
            Self::Ago(seconds) => now.saturating_sub(seconds),
            Self::At(seconds) => seconds,
        }
    }
}

impl FromStr for Since {
    type Err = MalformedTime;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        ago(text)
            .map(Self::Ago)
            .or_else(|| at(text).map(Self::At))
            .ok_or(MalformedTime)
    }
}

fn ago(text: &str) -> Option<i64> {
    let unit = match text.chars().last()? {
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return None,
    };
    let count: u32 = text[..text.len() - 1].parse().ok()?;
    Some(i64::from(count) * unit)
}

fn at(text: &str) -> Option<i64> {
    let moment = OffsetDateTime::parse(text, &Rfc3339).ok();
    let day = || Date::parse(text, &Iso8601::DATE).ok();
    let moment = moment.or_else(|| day().map(|day| day.midnight().assume_utc()))?;
    Some(moment.unix_timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        let now = 1_793_534_400;
        for (text, expected) in [
            ("90m", now - 5_400),
            ("24h", now - 86_400),
            ("7d", now - 604_800),
            ("2026-11-01", now - 43_200),
            ("2026-11-01T12:00:00Z", now),
            ("2026-11-01T21:00:00+09:00", now),
        ] {
            assert_eq!(text.parse::<Since>().unwrap().seconds(now), expected, "{text}");
        }
        assert_eq!(utc(now), "2026-11-01T12:00:00Z");
    }

    #[test]
    fn other_text_is_refused() {
        for text in [
            "",
            "h",
            "yesterday",
            "24",
            "-1h",
            "1.5h",
            "2026-13-01",
            "９h",
            "日",
        ] {
            assert!(text.parse::<Since>().is_err(), "{text}");
        }
    }
}
