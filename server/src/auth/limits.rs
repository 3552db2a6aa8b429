use std::str::FromStr;

/// How often something may happen in an hour and in a day. `None` is no limit.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Limits {
    /// In an hour.
    pub hour: Option<i64>,
    /// In a day.
    pub day: Option<i64>,
}

/// The text names no limits.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct MalformedLimits;

impl Limits {
    /// No limit at all.
    pub const NONE: Self = Self {
        hour: None,
        day: None,
    };

    /// Both.
    pub const fn of(hour: i64, day: i64) -> Self {
        Self {
            hour: Some(hour),
            day: Some(day),
        }
    }

    /// A limit of a day alone.
    pub const fn of_day(day: i64) -> Self {
        Self {
            hour: None,
            day: Some(day),
        }
    }
}

impl FromStr for Limits {
    type Err = MalformedLimits;

    /// `6/hour,10/day`, one of the two, or `off`. What is not named has no limit.
    fn from_str(text: &str) -> Result<Self, MalformedLimits> {
        let mut limits = Self::NONE;
        if text.trim() == "off" {
            return Ok(limits);
        }
        for part in text.split(',') {
            let (count, window) = part.trim().split_once('/').ok_or(MalformedLimits)?;
            let limit = match window {
                "hour" => &mut limits.hour,
                "day" => &mut limits.day,
                _ => return Err(MalformedLimits),
            };
            let count = count.parse().ok().filter(|count| (1..=MOST).contains(count));
            if limit.replace(count.ok_or(MalformedLimits)?).is_some() {
                return Err(MalformedLimits);
            }
        }
        Ok(limits)
    }
}

/// More is a misprint.
const MOST: i64 = 1_000_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_a_day_both_or_none() {
        for (text, hour, day) in [
            ("6/hour,10/day", Some(6), Some(10)),
            ("10/day, 6/hour", Some(6), Some(10)),
            ("30/hour", Some(30), None),
            ("1/day", None, Some(1)),
            ("off", None, None),
        ] {
            assert_eq!(text.parse(), Ok(Limits { hour, day }), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "6",
            "0/hour",
            "-1/day",
            "6/hour,",
            "6/hour,7/hour",
            "6/week",
            "x/day",
            "1000000001/day",
            "off,1/day",
        ] {
            assert_eq!(text.parse::<Limits>(), Err(MalformedLimits), "{text}");
        }
    }
}
