//! Strings about a code on its way, on every page that takes one.

use crate::domain::CivilTime;

/// When it went, how long it is good, and what to do when it does not come.
pub struct CodeText {
    /// A time of the clock here.
    pub time_of_day: fn(CivilTime) -> String,
    /// Where the clocks are when nobody knows those of the person: minutes ahead of UTC, and how such a time is written.
    pub clock_elsewhere: (i64, fn(CivilTime) -> String),
    /// When the message went.
    pub sent_at: fn(&str) -> String,
    /// From when on a number that was used up can be used again.
    pub free_at: fn(&str) -> String,
    /// The last minute of the code, in seconds.
    pub seconds_left: fn(i64) -> String,
    /// The time left as it is spoken: seconds, whole minutes from one minute on.
    pub left_spoken: fn(i64) -> String,
    /// Link to the field for another number.
    pub wrong_number: &'static str,
    /// Title of the list of what helps when nothing arrives.
    pub nothing_arrives: &'static str,
    /// The list.
    pub what_helps: [&'static str; 3],
    /// Its last line, where another number can be typed.
    pub check_number: &'static str,
}
