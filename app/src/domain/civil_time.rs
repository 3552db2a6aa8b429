//! A time as people write it. The calendar is the Gregorian one, as on every clock that Unix seconds come from.

const DAY: i64 = 86_400;

/// Day and minute at some offset from UTC.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct CivilTime {
    /// Year of the common era.
    pub year: i64,
    /// 1 to 12.
    pub month: i64,
    /// 1 to 31.
    pub day: i64,
    /// 0 to 23.
    pub hour: i64,
    /// 0 to 59.
    pub minute: i64,
}

impl CivilTime {
    /// What a clock shows at `seconds` since 1970 that is so many minutes ahead of UTC.
    ///
    /// The calendar by Howard Hinnant's `civil_from_days`: years begin in March, so that the leap day is their last.
    pub fn at(seconds: i64, minutes_ahead: i64) -> Self {
        // A time that no clock can show is shown as the last or first one that it can.
        let here = seconds.clamp(-62_000_000_000, 253_000_000_000) + minutes_ahead.clamp(-1_440, 1_440) * 60;
        let (days, second) = (here.div_euclid(DAY) + 719_468, here.rem_euclid(DAY));
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let month = if from_march < 10 {
            from_march + 3
        } else {
            from_march - 9
        };
        Self {
            year: year_of_era + era * 400 + i64::from(month <= 2),
            month,
            day: day_of_year - (153 * from_march + 2) / 5 + 1,
            hour: second / 3_600,
            minute: second % 3_600 / 60,
        }
    }

    /// For the `datetime` of `<time>`, if it is in UTC (RFC 3339).
    pub fn as_utc(&self) -> String {
        let Self {
            year,
            month,
            day,
            hour,
            minute,
        } = self;
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}Z")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_times_are_read() {
        for (seconds, expected) in [
            (0, "1970-01-01T00:00Z"),
            (-1, "1969-12-31T23:59Z"),
            (951_827_696, "2000-02-29T12:34Z"),
            (1_767_323_045, "2026-01-02T03:04Z"),
            (4_107_542_399, "2100-02-28T23:59Z"),
            (4_107_542_400, "2100-03-01T00:00Z"),
        ] {
            assert_eq!(CivilTime::at(seconds, 0).as_utc(), expected);
        }
        assert_eq!(CivilTime::at(1_767_323_045, 9 * 60).hour, 12);
        assert_eq!(
            CivilTime::at(1_767_323_045, -10 * 60).as_utc(),
            "2026-01-01T17:04Z"
        );
    }

    proptest! {
        #[test]
        fn any_time_is_one_of_the_calendar(seconds: i64, ahead: i64) {
            let time = CivilTime::at(seconds, ahead);
            prop_assert!((1..=12).contains(&time.month) && (1..=31).contains(&time.day));
            prop_assert!((0..24).contains(&time.hour) && (0..60).contains(&time.minute));
        }

        #[test]
        fn a_day_later_is_another_day(seconds in 0_i64..10_000_000_000) {
            let (one, next) = (CivilTime::at(seconds, 0), CivilTime::at(seconds + DAY, 0));
            prop_assert!((one.year, one.month, one.day) < (next.year, next.month, next.day));
        }
    }
}
