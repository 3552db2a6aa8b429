use crate::domain::Notice;

/// What a notice says, with the next step.
pub(super) fn notice(notice: Notice) -> &'static str {
    match notice {
        Notice::WrongPassword => "The user ID or the password is wrong. Please try again.",
        Notice::SessionEnded => "Your time ran out. Please sign in again.",
        Notice::SignedOut => "You are signed out.",
        Notice::MalformedPhone => {
            "We cannot read this phone number. Type it like 090-1234-5678, or starting with + and the country code."
        }
        Notice::PhoneTooShort => "This phone number is too short. Please check that no digit is missing.",
        Notice::PhoneTooLong => "This phone number is too long. Please check that no digit is there twice.",
        Notice::PhoneOfOtherCountry => {
            "This is no phone number of that country. Check the number, or start with + and the country code."
        }
        Notice::LandlineTakesCalls => "A landline gets no text messages. Please choose the call.",
        Notice::PhoneRefused => {
            "We cannot send codes to this number. Use another one if you can, or contact your operator."
        }
        Notice::ChannelRefused => "This number cannot be reached this way. Please choose the other way.",
        Notice::Unsubscribed => {
            "This number has stopped our text messages. Choose a call, or reply START to the last message and try again."
        }
        Notice::SendHeldBack => {
            "Messages to this number are held back at the moment. Choose the other way, or try again in half a day."
        }
        Notice::NumberBusy => {
            "Too many codes were asked for at once for this number. Nothing was sent; please wait, then try again."
        }
        Notice::OperatorNeeded => {
            "Codes cannot be sent or checked until an operator has acted. Please contact your operator."
        }
        Notice::WaitBeforeSending => {
            "Please wait a moment before sending again. If a code has arrived, you can enter it."
        }
        Notice::NoSendsLeft => {
            "No sends are left. Enter the code that arrived, or try again once it has expired."
        }
        Notice::TooManySends => "Too many codes were sent. Please try again later, or contact your operator.",
        Notice::NewNumbersHeldBack => {
            "No codes are sent to new numbers of this area for now. Please try later, or ask your operator to add your phone."
        }
        Notice::TooManyNumbers => {
            "Too many phone numbers were tried. Please try again later, or contact your operator."
        }
        Notice::EnrolmentClosed => {
            "A phone number cannot be added on this page. Please contact your operator."
        }
        Notice::SendUnanswered => "We got no answer about the send. If a code arrives, enter it as usual.",
        Notice::SendFailed => {
            "The code could not be sent, and this did not count. Please try again in a moment."
        }
        Notice::MalformedCode => "Please enter the digits of the code that arrived.",
        Notice::WrongCode => "This code is wrong. Please try again.",
        Notice::CodeExpired => "This code has expired. Please send a new one.",
        Notice::NoChecksLeft => "All tries are used up. Please wait, then send a new code.",
        Notice::TooManyChecks => {
            "Too many codes were tried. Please try again later, or contact your operator."
        }
        Notice::AnswerLost => "The answer to your code was lost. Please send a new code.",
        Notice::SendNotFound => "We know of no code that was sent. Please send a new code.",
        Notice::CheckFailed => "The code could not be checked now. Please try again in a moment.",
        Notice::FactorLocked => {
            "Codes by phone are locked for this account. Please use a recovery code, or contact your operator."
        }
        Notice::TooManySignIns => "There were too many attempts to sign in. Nothing was checked this time.",
        Notice::AccountLocked => "This account is locked. Please contact your operator.",
        Notice::SendsStopped => {
            "No codes are being sent at the moment. Please try later or contact your operator."
        }
        Notice::CountryNotAllowed => {
            "Numbers of this country cannot be used here. Please use another number."
        }
        Notice::NumberInUse => "This number is already used by other accounts. Please use another one.",
        Notice::SameNumber => "This is the number you already use. Enter the new one.",
        Notice::ConfirmFirst => "Please confirm that it is you, then try again.",
        Notice::Confirmed => "Thank you. You can make changes until ten minutes after your password.",
        Notice::PhoneChanged => "Codes go to the new phone from now on. You are signed out everywhere else.",
        Notice::PasswordChanged => "Your password was changed. You are signed out everywhere else.",
        Notice::PasswordChosen => "Your password is set. You can sign in with it now.",
        Notice::PasswordTooShort => "The password needs at least 8 characters.",
        Notice::PasswordTooLong => "The password can have at most 128 characters.",
        Notice::PasswordTooCommon => {
            "This password is easy to guess: it is in lists of known passwords. Please choose another one."
        }
        Notice::LinkUnusable => {
            "This link was used already or has expired. Please ask your operator for a new one."
        }
        Notice::MalformedRecoveryCode => "Enter one of your recovery codes: 16 letters and digits.",
        Notice::WrongRecoveryCode => "This recovery code is wrong or was used already.",
        Notice::TooManyRecoveryCodes => "Too many recovery codes were tried today.",
        Notice::TooManyRecoverySets => {
            "New recovery codes were made too often today. The latest ones still count."
        }
        Notice::RecoveryCodeUsed => {
            "That recovery code is used up now. Check how many are left, and change your phone if you have lost it."
        }
        Notice::SessionRevoked => "That session was ended.",
        Notice::SessionsRevoked => "You are signed out everywhere else.",
        Notice::BrowserForgotten => "That browser will be asked for a code again.",
        Notice::Unavailable => "Sign-in is not available now. Please try again in a moment.",
    }
}
