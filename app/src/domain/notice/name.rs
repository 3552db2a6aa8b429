//! The name by which a notice travels: in cookies, session rows and `data-notice`.

use super::Notice;
use std::str::FromStr;

impl Notice {
    /// The name in cookies, session rows and `data-notice`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WrongPassword => "wrong_password",
            Self::SessionEnded => "session_ended",
            Self::SignedOut => "signed_out",
            Self::MalformedPhone => "malformed_phone",
            Self::PhoneTooShort => "phone_too_short",
            Self::PhoneTooLong => "phone_too_long",
            Self::PhoneOfOtherCountry => "phone_of_other_country",
            Self::LandlineTakesCalls => "landline_takes_calls",
            Self::PhoneRefused => "phone_refused",
            Self::ChannelRefused => "channel_refused",
            Self::Unsubscribed => "unsubscribed",
            Self::SendHeldBack => "send_held_back",
            Self::NumberBusy => "number_busy",
            Self::OperatorNeeded => "operator_needed",
            Self::WaitBeforeSending => "wait_before_sending",
            Self::NoSendsLeft => "no_sends_left",
            Self::TooManySends => "too_many_sends",
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
            Self::TooManySignIns => "too_many_sign_ins",
            Self::AccountLocked => "account_locked",
            Self::SendsStopped => "sends_stopped",
            Self::CountryNotAllowed => "country_not_allowed",
            Self::NumberInUse => "number_in_use",
            Self::SameNumber => "same_number",
            Self::ConfirmFirst => "confirm_first",
            Self::Confirmed => "confirmed",
            Self::PhoneChanged => "phone_changed",
            Self::PasswordChanged => "password_changed",
            Self::PasswordChosen => "password_chosen",
            Self::PasswordTooShort => "password_too_short",
            Self::PasswordTooLong => "password_too_long",
            Self::PasswordTooCommon => "password_too_common",
            Self::LinkUnusable => "link_unusable",
            Self::MalformedRecoveryCode => "malformed_recovery_code",
            Self::WrongRecoveryCode => "wrong_recovery_code",
            Self::TooManyRecoveryCodes => "too_many_recovery_codes",
            Self::TooManyRecoverySets => "too_many_recovery_sets",
            Self::RecoveryCodeUsed => "recovery_code_used",
            Self::SessionRevoked => "session_revoked",
            Self::SessionsRevoked => "sessions_revoked",
            Self::BrowserForgotten => "browser_forgotten",
            Self::Unavailable => "unavailable",
        }
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
