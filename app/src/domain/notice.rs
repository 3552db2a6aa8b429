//! What happened, said once: the expected outcomes of a press that are no error.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A closed list without text: a notice may travel in a cookie and can never carry words of a stranger into a page.
/// Figures that belong to it (a wait, tries left) stand in the state that comes with it.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Notice {
    /// User ID or password is wrong; nobody learns which.
    WrongPassword,
    /// The session ended by time or on another page.
    SessionEnded,
    /// The person signed out.
    SignedOut,
    /// What was typed is no phone number.
    MalformedPhone,
    /// Twilio cannot reach this number.
    PhoneRefused,
    /// This channel does not reach this number; the other may.
    ChannelRefused,
    /// The person has stopped our text messages by STOP.
    Unsubscribed,
    /// A guard against fraud holds this number back for hours; the other channel may do.
    SendHeldBack,
    /// Too many codes were asked for at once for this number; nothing was sent.
    NumberBusy,
    /// Nothing will be sent or checked before an operator has acted.
    OperatorNeeded,
    /// The next send must wait; what was sent before still counts.
    WaitBeforeSending,
    /// The sends of this verification are used up.
    NoSendsLeft,
    /// A ceiling of the day or the hour is reached.
    TooManySends,
    /// An operator has stopped all sends.
    SendsStopped,
    /// Next to no code to new numbers of this area was used lately, so none is sent there for a while.
    NewNumbersHeldBack,
    /// Too many other numbers were tried today.
    TooManyNumbers,
    /// No phone is on file and the operator adds phones by hand.
    EnrolmentClosed,
    /// Nobody knows whether the message went out; it may be on its way.
    SendUnanswered,
    /// The message could not be sent now; nothing was counted.
    SendFailed,
    /// The code has not the form of a code; nothing was counted.
    MalformedCode,
    /// The code is wrong.
    WrongCode,
    /// The code is too old, or was never sent.
    CodeExpired,
    /// All tries of this verification are used up.
    NoChecksLeft,
    /// Too many codes were tried today.
    TooManyChecks,
    /// The answer to an earlier check was lost; a new code is needed.
    AnswerLost,
    /// Nobody knows of a code that was sent.
    SendNotFound,
    /// The code could not be checked now.
    CheckFailed,
    /// The second factor is locked until an operator frees it.
    FactorLocked,
    /// Something is broken on our side.
    Unavailable,
}

impl Notice {
    /// Every notice.
    pub const ALL: [Self; 29] = [
        Self::WrongPassword,
        Self::SessionEnded,
        Self::SignedOut,
        Self::MalformedPhone,
        Self::PhoneRefused,
        Self::ChannelRefused,
        Self::Unsubscribed,
        Self::SendHeldBack,
        Self::NumberBusy,
        Self::OperatorNeeded,
        Self::WaitBeforeSending,
        Self::NoSendsLeft,
        Self::TooManySends,
        Self::SendsStopped,
        Self::NewNumbersHeldBack,
        Self::TooManyNumbers,
        Self::EnrolmentClosed,
        Self::SendUnanswered,
        Self::SendFailed,
        Self::MalformedCode,
        Self::WrongCode,
        Self::CodeExpired,
        Self::NoChecksLeft,
        Self::TooManyChecks,
        Self::AnswerLost,
        Self::SendNotFound,
        Self::CheckFailed,
        Self::FactorLocked,
        Self::Unavailable,
    ];

    /// The name in cookies, session rows and `data-notice`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WrongPassword => "wrong_password",
            Self::SessionEnded => "session_ended",
            Self::SignedOut => "signed_out",
            Self::MalformedPhone => "malformed_phone",
            Self::PhoneRefused => "phone_refused",
            Self::ChannelRefused => "channel_refused",
            Self::Unsubscribed => "unsubscribed",
            Self::SendHeldBack => "send_held_back",
            Self::NumberBusy => "number_busy",
            Self::OperatorNeeded => "operator_needed",
            Self::WaitBeforeSending => "wait_before_sending",
            Self::NoSendsLeft => "no_sends_left",
            Self::TooManySends => "too_many_sends",
            Self::SendsStopped => "sends_stopped",
            Self::NewNumbersHeldBack => "new_numbers_held_back",
            Self::TooManyNumbers => "too_many_numbers",
            Self::EnrolmentClosed => "enrolment_closed",
            Self::SendUnanswered => "send_unanswered",
            Self::SendFailed => "send_failed",
            Self::MalformedCode => "malformed_code",
            Self::WrongCode => "wrong_code",
            Self::CodeExpired => "code_expired",
            Self::NoChecksLeft => "no_checks_left",
            Self::TooManyChecks => "too_many_checks",
            Self::AnswerLost => "answer_lost",
            Self::SendNotFound => "send_not_found",
            Self::CheckFailed => "check_failed",
            Self::FactorLocked => "factor_locked",
            Self::Unavailable => "unavailable",
        }
    }

    /// True for news that is no setback; the page shows it calmly.
    pub const fn is_good_news(self) -> bool {
        matches!(self, Self::SignedOut)
    }
}

/// The name belongs to no notice.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownNotice;

impl FromStr for Notice {
    type Err = UnknownNotice;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|notice| notice.as_str() == name)
            .ok_or(UnknownNotice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notice_is_found_by_its_own_name() {
        for notice in Notice::ALL {
            assert_eq!(notice.as_str().parse(), Ok(notice));
        }
        assert_eq!("<b>hello</b>".parse::<Notice>(), Err(UnknownNotice));
    }
}
