//! Twilio writes dates in ISO 8601, UTC, whatever the field's description says.

use time::OffsetDateTime;

fn moment(milliseconds: i64) -> OffsetDateTime {
    // Only a clock tens of thousands of years away leaves the range.
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(milliseconds) * 1_000_000)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

fn with(milliseconds: i64, between: char, fraction: &str, zone: &str) -> String {
    let at = moment(milliseconds);
    let (year, month, day) = at.to_calendar_date();
    let (hour, minute, second) = at.to_hms();
    let month = u8::from(month);
    format!("{year:04}-{month:02}-{day:02}{between}{hour:02}:{minute:02}:{second:02}{fraction}{zone}")
}

/// `2026-01-02T03:04:05Z`: `date_created` and `date_updated`.
pub(super) fn to_the_second(milliseconds: i64) -> String {
    with(milliseconds, 'T', "", "Z")
}

/// `2026-01-02T03:04:05.678Z`: `send_code_attempts[].time`.
pub(super) fn to_the_millisecond(milliseconds: i64) -> String {
    let fraction = format!(".{:03}", milliseconds.rem_euclid(1000));
    with(milliseconds, 'T', &fraction, "Z")
}

/// `2026-01-02 03:04:05 UTC`, for people.
pub(super) fn for_people(milliseconds: i64) -> String {
    with(milliseconds, ' ', "", " UTC")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_forms_of_a_moment() {
        assert_eq!(to_the_second(1_767_323_045_678), "2026-01-02T03:04:05Z");
        assert_eq!(to_the_millisecond(1_767_323_045_078), "2026-01-02T03:04:05.078Z");
        assert_eq!(for_people(0), "1970-01-01 00:00:00 UTC");
    }
}
