//! What a person is told of a refusal, and how long the next send waits. The codes behind it: `twilio/error_table.rs`.

use crate::verify::Refusal;
use app::domain::Notice;

/// Enough to stop a finger, short for a person who corrects a number.
const USUAL_WAIT: i64 = 5;
/// Twilio had too many starts for the number: it needs a rest.
const WAIT_OF_BUSY_NUMBER: i64 = 60;
/// Nothing will be different before an operator has acted.
const WAIT_FOR_OPERATOR: i64 = 30;

/// Each of these names the next step.
pub(crate) fn told_of_refusal(refusal: Refusal) -> Notice {
    match refusal {
        Refusal::Number => Notice::PhoneRefused,
        Refusal::Channel => Notice::ChannelRefused,
        Refusal::Unsubscribed => Notice::Unsubscribed,
        Refusal::SendsUsedUp => Notice::NoSendsLeft,
        Refusal::ChecksUsedUp => Notice::NoChecksLeft,
        Refusal::Busy => Notice::NumberBusy,
        Refusal::HeldBack => Notice::SendHeldBack,
        Refusal::Configuration => Notice::OperatorNeeded,
    }
}

/// Seconds until the next send after a refusal that gave the send back.
pub(crate) fn wait_after(refusal: Refusal) -> i64 {
    match refusal {
        Refusal::Busy => WAIT_OF_BUSY_NUMBER,
        Refusal::Configuration => WAIT_FOR_OPERATOR,
        _ => USUAL_WAIT,
    }
}

/// Seconds until the next send after one that Twilio never processed; it may have asked for a longer wait.
pub(crate) fn wait_before_next(asked: Option<u32>) -> i64 {
    asked.map_or(USUAL_WAIT, |seconds| i64::from(seconds).max(USUAL_WAIT))
}
