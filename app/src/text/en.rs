//! English.

#[cfg(feature = "ssr")]
use super::PlainPageText;
use super::{AccountText, NotFoundText, SignInText, Text, VerifyText};
use crate::{
    domain::{Channel, Notice, challenge::minutes_between},
    error::AppError,
};

/// The English strings.
pub(super) const TEXT: Text = Text {
    own_name: "English",
    language: "Language",
    skip_to_content: "Skip to content",
    signed_in_as: |name| format!("Signed in as {name}"),
    sign_in: SignInText {
        title: "Sign in",
        lead: "With your password and a code that we send to your phone.",
        user_id: "User ID",
        password: "Password",
        submit: "Sign in",
        submitting: "Checking…",
        code_needed: "One more step",
        continue_to_code: "Continue to the code",
        welcome: |name| format!("Welcome, {name}"),
        my_account: "My account",
    },
    verify: VerifyText {
        title: "Verification code",
        to_phone_on_file: |phone| format!("We will send a code to your phone {phone}."),
        enrol_lead: "Enter the phone number to sign in with. It is saved once you have entered the code that arrives.",
        enrolment_closed: "Phone numbers cannot be added here. Please contact your operator.",
        phone_number: "Phone number",
        phone_hint: "For example 090-1234-5678, or starting with + from abroad",
        other_number: "Send to another number",
        other_number_hint: |phone| format!("Leave empty to send to {phone} again."),
        send: |channel| match channel {
            Channel::Sms => "Text me",
            Channel::Call => "Call me",
        },
        send_again: |channel| match channel {
            Channel::Sms => "Text me again",
            Channel::Call => "Call me again",
        },
        sending: "Sending…",
        sent: |channel, phone| match channel {
            Channel::Sms => format!("We texted {phone}"),
            Channel::Call => format!("We called {phone}"),
        },
        perhaps_sent: |channel, phone| match channel {
            Channel::Sms => format!("A text message to {phone} may be on its way"),
            Channel::Call => format!("A call to {phone} may be on its way"),
        },
        code: "Code",
        check: "Verify",
        checking: "Checking…",
        minutes_left: |minutes| match minutes {
            1 => "Valid for about 1 more minute".into(),
            _ => format!("Valid for about {minutes} more minutes"),
        },
        expired: "The code has expired. Please send a new one.",
        checks_left: |count| match count {
            1 => "1 try left".into(),
            _ => format!("{count} tries left"),
        },
        sends_left: |count| match count {
            1 => "1 send left".into(),
            _ => format!("{count} sends left"),
        },
        wait: |seconds| match seconds {
            1 => "You can send again in 1 second.".into(),
            ..=120 => format!("You can send again in {seconds} seconds."),
            _ => format!(
                "You can send again in about {} minutes.",
                minutes_between(0, seconds)
            ),
        },
        blocked: |minutes| match minutes {
            1 => "All tries are used up. You can send a new code in about 1 minute.".into(),
            _ => format!("All tries are used up. You can send a new code in about {minutes} minutes."),
        },
        nothing_came: "If no code arrives",
        refresh: "Show the current state",
        cancel: "Cancel sign-in",
    },
    account: AccountText {
        title: "My account",
        lead: "You are signed in with two factors.",
        user_id: "User ID",
        phone: "Phone",
        role: "Role",
        sign_out: "Sign out",
    },
    not_found: NotFoundText {
        title: "Page not found",
        lead: "Please check the address.",
        home: "To the sign-in page",
    },
    #[cfg(feature = "ssr")]
    unavailable: PlainPageText {
        title: "Sign-in is not available now",
        lead: "Please reload this page in a moment.",
    },
    #[cfg(feature = "ssr")]
    other_origin: PlainPageText {
        title: "This request is not accepted",
        lead: "It came from another site. Please start again from the sign-in page.",
    },
    notice,
    error,
};

fn notice(notice: Notice) -> &'static str {
    match notice {
        Notice::WrongPassword => "The user ID or the password is wrong. Please try again.",
        Notice::SessionEnded => "Your time ran out. Please sign in again.",
        Notice::SignedOut => "You are signed out.",
        Notice::MalformedPhone => {
            "We cannot read this phone number. Type it like 090-1234-5678, or starting with + and the country code."
        }
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
        Notice::SendsStopped => {
            "No codes are sent at the moment. A code that has arrived still works. Please contact your operator."
        }
        Notice::NewNumbersHeldBack => {
            "No codes are sent to new numbers of this area for now. Please try again later, or ask your operator to add your phone."
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
            "Signing in by code is locked for this account. Please contact your operator."
        }
        Notice::Unavailable => "Sign-in is not available now. Please try again in a moment.",
    }
}

fn error(error: AppError) -> &'static str {
    match error {
        AppError::BadInput => "We could not read what was sent. Please reload the page.",
        AppError::Unavailable => notice(Notice::Unavailable),
        AppError::Offline => "The server cannot be reached. Check your connection and try again.",
    }
}
