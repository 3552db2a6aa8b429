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
        Refusal::Busy => Notice::WaitBeforeSending,
        Refusal::HeldBack => Notice::SendHeldBack,
        Refusal::Configuration => Notice::OperatorNeeded,
    }
}

/// Seconds until the next send after one that was given back; without a refusal Twilio never saw it.
pub(crate) fn wait_after(refusal: Option<Refusal>) -> i64 {
    match refusal {
        Some(Refusal::Busy) => WAIT_OF_BUSY_NUMBER,
        Some(Refusal::Configuration) => WAIT_FOR_OPERATOR,
        _ => USUAL_WAIT,
    }
}
