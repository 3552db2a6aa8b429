//! What there is to say about a press, and until when it counts.

use super::{Notice, notice::UnknownNotice};
use std::{fmt, str::FromStr};

/// A notice with the time that it speaks of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Told {
    /// What happened.
    pub notice: Notice,
    /// Seconds since 1970.
    pub until: Option<i64>,
}

impl Told {
    /// A notice that names a time.
    pub const fn until(notice: Notice, time: i64) -> Self {
        Self {
            notice,
            until: Some(time),
        }
    }
}

impl From<Notice> for Told {
    fn from(notice: Notice) -> Self {
        Self { notice, until: None }
    }
}

impl fmt::Display for Told {
    /// The form in session rows and cookies: the name, and the time behind an `@`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.notice.as_str())?;
        match self.until {
            Some(time) => write!(formatter, "@{time}"),
            None => Ok(()),
        }
    }
}

impl FromStr for Told {
    type Err = UnknownNotice;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let Some((name, time)) = text.split_once('@') else {
            return text.parse::<Notice>().map(Self::from);
        };
        match time.parse() {
            Ok(time) if (0..=LATEST).contains(&time) => Ok(Self::until(name.parse()?, time)),
            _ => Err(UnknownNotice),
        }
    }
}

/// The end of the year 9999, in seconds since 1970. Cookies can be forged, and pages count with what they say.
const LATEST: i64 = 253_402_300_799;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_travels_with_its_notice() {
        for told in [
            Told::from(Notice::WrongCode),
            Told::until(Notice::TooManySends, 1_767_323_045),
        ] {
            assert_eq!(told.to_string().parse(), Ok(told));
        }
        for text in [
            "too_many_sends@",
            "too_many_sends@soon",
            "too_many_sends@-9223372036854775808",
            "too_many_sends@253402300800",
            "@5",
            "<b>@5",
        ] {
            assert_eq!(text.parse::<Told>(), Err(UnknownNotice), "{text}");
        }
    }
}
