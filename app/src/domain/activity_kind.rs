//! What the audit log tells, a closed list.

use super::by_name::by_name;
use std::str::FromStr;

/// A decision that the audit log keeps.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ActivityKind {
    /// Password and second factor were right.
    SignedIn,
    /// The person signed out.
    SignedOut,
    /// A password was wrong.
    PasswordRefused,
    /// An attempt came too soon after others that failed.
    SignInHeldBack,
    /// A code was sent.
    CodeSent,
    /// A code was asked for and not sent.
    SendRefused,
    /// The pumping guard only records.
    SendWouldBeRefused,
    /// A code was wrong.
    CodeRefused,
    /// Too many wrong codes in a row.
    FactorLocked,
    /// The lock was taken away.
    FactorUnlocked,
    /// Password and code were right once more.
    Confirmed,
    /// A first phone was proven or entered by an operator.
    PhoneAdded,
    /// Another phone was proven or entered by an operator.
    PhoneChanged,
    /// Another password was chosen.
    PasswordChanged,
    /// A password was chosen by a link.
    PasswordChosen,
    /// An operator made a link to choose a password.
    LinkMade,
    /// One session was ended from another one or by an operator.
    SessionRevoked,
    /// All other sessions were ended, or all by an operator.
    SessionsRevoked,
    /// New recovery codes; the old ones are gone.
    RecoveryCodesMade,
    /// A recovery code was right.
    RecoveryCodeUsed,
    /// A recovery code was wrong, or tried too often.
    RecoveryCodeRefused,
    /// A browser need not show a code for some days.
    BrowserRemembered,
    /// A remembered browser counts no more.
    BrowserForgotten,
    /// An operator made the account.
    UserAdded,
    /// An operator shut the account.
    UserLocked,
    /// An operator opened the account.
    UserUnlocked,
    /// An operator removed the account.
    UserRemoved,
    /// An operator stopped all sends.
    SendsStopped,
    /// An operator let sends go on.
    SendsResumed,
    /// Every number was sealed with another key.
    DataKeyRotated,
    /// A post from elsewhere, or without the confirmation that it needs.
    RequestRefused,
}

impl ActivityKind {
    /// All kinds.
    pub const ALL: [Self; 31] = [
        Self::SignedIn,
        Self::SignedOut,
        Self::PasswordRefused,
        Self::SignInHeldBack,
        Self::CodeSent,
        Self::SendRefused,
        Self::SendWouldBeRefused,
        Self::CodeRefused,
        Self::FactorLocked,
        Self::FactorUnlocked,
        Self::Confirmed,
        Self::PhoneAdded,
        Self::PhoneChanged,
        Self::PasswordChanged,
        Self::PasswordChosen,
        Self::LinkMade,
        Self::SessionRevoked,
        Self::SessionsRevoked,
        Self::RecoveryCodesMade,
        Self::RecoveryCodeUsed,
        Self::RecoveryCodeRefused,
        Self::BrowserRemembered,
        Self::BrowserForgotten,
        Self::UserAdded,
        Self::UserLocked,
        Self::UserUnlocked,
        Self::UserRemoved,
        Self::SendsStopped,
        Self::SendsResumed,
        Self::DataKeyRotated,
        Self::RequestRefused,
    ];

    /// The stable name in the database, for operators and their tools.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignedIn => "signed_in",
            Self::SignedOut => "signed_out",
            Self::PasswordRefused => "password_refused",
            Self::SignInHeldBack => "sign_in_held_back",
            Self::CodeSent => "code_sent",
            Self::SendRefused => "send_refused",
            Self::SendWouldBeRefused => "send_would_be_refused",
            Self::CodeRefused => "code_refused",
            Self::FactorLocked => "factor_locked",
            Self::FactorUnlocked => "factor_unlocked",
            Self::Confirmed => "confirmed",
            Self::PhoneAdded => "phone_added",
            Self::PhoneChanged => "phone_changed",
            Self::PasswordChanged => "password_changed",
            Self::PasswordChosen => "password_chosen",
            Self::LinkMade => "link_made",
            Self::SessionRevoked => "session_revoked",
            Self::SessionsRevoked => "sessions_revoked",
            Self::RecoveryCodesMade => "recovery_codes_made",
            Self::RecoveryCodeUsed => "recovery_code_used",
            Self::RecoveryCodeRefused => "recovery_code_refused",
            Self::BrowserRemembered => "browser_remembered",
            Self::BrowserForgotten => "browser_forgotten",
            Self::UserAdded => "user_added",
            Self::UserLocked => "user_locked",
            Self::UserUnlocked => "user_unlocked",
            Self::UserRemoved => "user_removed",
            Self::SendsStopped => "sends_stopped",
            Self::SendsResumed => "sends_resumed",
            Self::DataKeyRotated => "data_key_rotated",
            Self::RequestRefused => "request_refused",
        }
    }
}

/// The name belongs to no kind.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownActivity;

impl FromStr for ActivityKind {
    type Err = UnknownActivity;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let mut all = Self::ALL.into_iter();
        all.find(|kind| kind.as_str() == name).ok_or(UnknownActivity)
    }
}

by_name!(ActivityKind, as_str);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_own_name() {
        for kind in ActivityKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert_eq!("".parse::<ActivityKind>(), Err(UnknownActivity));
    }
}
