//! What happened, said once: the expected outcomes of a press that are no error.

use super::by_name::by_name;

mod name;

pub use name::UnknownNotice;

/// A closed list without text: a notice may travel in a cookie and can never carry words of a stranger into a page.
/// Figures that belong to it (a wait, tries left) stand in the state that comes with it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Notice {
    /// User ID or password is wrong; nobody learns which.
    WrongPassword,
    /// The session ended by time or on another page.
    SessionEnded,
    /// The person signed out.
    SignedOut,
    /// What was typed is no phone number.
    MalformedPhone,
    /// Digits are missing for a number of that country.
    PhoneTooShort,
    /// More digits than a number of that country has.
    PhoneTooLong,
    /// As many digits as a number may have, and still none of that country.
    PhoneOfOtherCountry,
    /// A landline was to get a text message; a call reaches it.
    LandlineTakesCalls,
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
    /// Attempts to sign in failed too often; the next one is looked at later.
    TooManySignIns,
    /// An operator keeps the account shut.
    AccountLocked,
    /// The portal sends nothing for now: an operator stopped it, or the budget of the day is used up.
    SendsStopped,
    /// Numbers of this country are not served.
    CountryNotAllowed,
    /// The number was proven, and belongs to as many accounts as it may.
    NumberInUse,
    /// The new phone is the one on file.
    SameNumber,
    /// Password and code are needed once more.
    ConfirmFirst,
    /// Password and code were right once more.
    Confirmed,
    /// Another phone receives the codes from now on.
    PhoneChanged,
    /// Another password counts from now on.
    PasswordChanged,
    /// The first password was chosen by a link.
    PasswordChosen,
    /// Fewer than 8 characters.
    PasswordTooShort,
    /// More than 128 characters.
    PasswordTooLong,
    /// Known from leaks, or made of words that everyone tries first.
    PasswordTooCommon,
    /// The link to choose a password was used, is past its time, or never was one.
    LinkUnusable,
    /// What was typed is no recovery code.
    MalformedRecoveryCode,
    /// No such recovery code, or it was used.
    WrongRecoveryCode,
    /// Recovery codes were tried too often today.
    TooManyRecoveryCodes,
    /// Sets of recovery codes were made too often today.
    TooManyRecoverySets,
    /// A recovery code was right, and is gone now.
    RecoveryCodeUsed,
    /// One session was ended.
    SessionRevoked,
    /// All other sessions were ended.
    SessionsRevoked,
    /// A remembered browser counts no more.
    BrowserForgotten,
    /// Something is broken on our side.
    Unavailable,
}

by_name!(Notice, as_str);

impl Notice {
    /// Every notice.
    pub const ALL: [Self; 55] = [
        Self::WrongPassword,
        Self::SessionEnded,
        Self::SignedOut,
        Self::MalformedPhone,
        Self::PhoneTooShort,
        Self::PhoneTooLong,
        Self::PhoneOfOtherCountry,
        Self::LandlineTakesCalls,
        Self::PhoneRefused,
        Self::ChannelRefused,
        Self::Unsubscribed,
        Self::SendHeldBack,
        Self::NumberBusy,
        Self::OperatorNeeded,
        Self::WaitBeforeSending,
        Self::NoSendsLeft,
        Self::TooManySends,
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
        Self::TooManySignIns,
        Self::AccountLocked,
        Self::SendsStopped,
        Self::CountryNotAllowed,
        Self::NumberInUse,
        Self::SameNumber,
        Self::ConfirmFirst,
        Self::Confirmed,
        Self::PhoneChanged,
        Self::PasswordChanged,
        Self::PasswordChosen,
        Self::PasswordTooShort,
        Self::PasswordTooLong,
        Self::PasswordTooCommon,
        Self::LinkUnusable,
        Self::MalformedRecoveryCode,
        Self::WrongRecoveryCode,
        Self::TooManyRecoveryCodes,
        Self::TooManyRecoverySets,
        Self::RecoveryCodeUsed,
        Self::SessionRevoked,
        Self::SessionsRevoked,
        Self::BrowserForgotten,
        Self::Unavailable,
    ];

    /// True when the number that was typed is what is wrong.
    pub const fn is_about_phone(self) -> bool {
        matches!(
            self,
            Self::MalformedPhone
                | Self::PhoneTooShort
                | Self::PhoneTooLong
                | Self::PhoneOfOtherCountry
                | Self::LandlineTakesCalls
                | Self::PhoneRefused
                | Self::CountryNotAllowed
                | Self::NumberInUse
                | Self::SameNumber
        )
    }

    /// True when the new password is.
    pub const fn is_about_new_password(self) -> bool {
        matches!(
            self,
            Self::PasswordTooShort | Self::PasswordTooLong | Self::PasswordTooCommon
        )
    }

    /// True when a recovery code is.
    pub const fn is_about_recovery_code(self) -> bool {
        matches!(self, Self::MalformedRecoveryCode | Self::WrongRecoveryCode)
    }

    /// True for news that is no setback; the page shows it calmly.
    pub const fn is_good_news(self) -> bool {
        matches!(
            self,
            Self::SignedOut
                | Self::Confirmed
                | Self::PhoneChanged
                | Self::PasswordChanged
                | Self::PasswordChosen
                | Self::RecoveryCodeUsed
                | Self::SessionRevoked
                | Self::SessionsRevoked
                | Self::BrowserForgotten
        )
    }
}
