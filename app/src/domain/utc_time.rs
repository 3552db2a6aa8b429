//! A time as people read it, where nobody knows their time zone: the server does not, and a page may have no script.

const DAY: i64 = 86_400;

/// Such as `2026-01-02 03:04 UTC`, from seconds since 1970. Proleptic Gregorian calendar, by Howard Hinnant's algorithm
/// `civil_from_days`.
pub fn utc_time(seconds: i64) -> String {
    let (days, second) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
    let (year, month, day) = date(days);
    let (hour, minute) = (second / 3_600, second % 3_600 / 60);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02} UTC")
}

/// Years begin in March here, so that the day that comes every four years is the last one.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days.saturating_add(719_468);
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_moments() {
        for (seconds, shown) in [
            (0, "1970-01-01 00:00 UTC"),
            (-1, "1969-12-31 23:59 UTC"),
            (951_782_399, "2000-02-28 23:59 UTC"),
            (951_782_400, "2000-02-29 00:00 UTC"),
            (1_767_323_045, "2026-01-02 03:04 UTC"),
            (4_107_542_400, "2100-03-01 00:00 UTC"),
        ] {
            assert_eq!(utc_time(seconds), shown);
        }
    }

    #[test]
    fn every_day_follows_the_one_before() {
        let mut before = date(-1_000_000);
        for days in -999_999..1_000_000 {
            let (year, month, day) = date(days);
            let next_day = (year, month, day) == (before.0, before.1, before.2 + 1);
            let next_month = day == 1 && (28..=31).contains(&before.2);
            let in_order = month == before.1 % 12 + 1 && year == before.0 + i64::from(month == 1);
            assert!(
                next_day || (next_month && in_order),
                "{before:?}, then {year}-{month}-{day}"
            );
            before = (year, month, day);
        }
    }
}
