use crate::domain::ActivityKind;

/// What a row of the audit log says.
pub(super) fn activity(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::SignedIn => "Signed in",
        ActivityKind::SignedOut => "Signed out",
        ActivityKind::PasswordRefused => "Wrong password",
        ActivityKind::SignInHeldBack => "Sign-in held back",
        ActivityKind::CodeSent => "Code sent",
        ActivityKind::SendRefused => "Code not sent",
        ActivityKind::SendWouldBeRefused => "Code sent",
        ActivityKind::CodeRefused => "Wrong code",
        ActivityKind::FactorLocked => "Codes locked",
        ActivityKind::FactorUnlocked => "Codes unlocked",
        ActivityKind::Confirmed => "Identity confirmed",
        ActivityKind::PhoneAdded => "Phone added",
        ActivityKind::PhoneChanged => "Phone changed",
        ActivityKind::PasswordChanged => "Password changed",
        ActivityKind::PasswordChosen => "Password chosen",
        ActivityKind::LinkMade => "Password link made",
        ActivityKind::SessionRevoked => "Session ended",
        ActivityKind::SessionsRevoked => "Other sessions ended",
        ActivityKind::RecoveryCodesMade => "Recovery codes made",
        ActivityKind::RecoveryCodeUsed => "Recovery code used",
        ActivityKind::RecoveryCodeRefused => "Wrong recovery code",
        ActivityKind::BrowserRemembered => "Browser remembered",
        ActivityKind::BrowserForgotten => "Browser forgotten",
        ActivityKind::UserAdded => "Account made",
        ActivityKind::UserLocked => "Account locked",
        ActivityKind::UserUnlocked => "Account unlocked",
        ActivityKind::UserRemoved => "Account removed",
        ActivityKind::SendsStopped => "Sending stopped",
        ActivityKind::SendsResumed => "Sending resumed",
        ActivityKind::DataKeyRotated => "Data key rotated",
        ActivityKind::RequestRefused => "Request refused",
    }
}
