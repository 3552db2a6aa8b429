//! The way in.

use crate::{
    domain::{Channel, challenge::minutes_between},
    text::{ChoosePasswordText, NotFoundText, SignInText, VerifyText},
};

pub(super) const SIGN_IN: SignInText = SignInText {
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
};

pub(super) const VERIFY: VerifyText = VerifyText {
    title: "Verification code",
    to_phone_on_file: |phone| format!("We will send a code to your phone {phone}."),
    enrol_lead: "Enter the phone number to sign in with. It is saved once you have entered the code that arrives.",
    enrolment_closed: "Phone numbers cannot be added here. Please contact your operator.",
    country: "Country or region",
    phone_number: "Phone number",
    phone_hint: "For example 090-1234-5678; numbers of other countries begin with +",
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
    remember: |days| match days {
        1 => "Ask for no code in this browser for 1 day".into(),
        _ => format!("Ask for no code in this browser for {days} days"),
    },
    remember_hint: "Not on a device that you share with others.",
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
};

pub(super) const CHOOSE_PASSWORD: ChoosePasswordText = ChoosePasswordText {
    title: "Choose a password",
    lead: "With the link that you got from your operator. It works once, for 24 hours.",
    token: "Code from the link",
    token_hint: "Filled in by the link. If it is empty, paste the whole link here.",
    new_password: "New password",
    password_hint: "8 to 128 characters of any kind, blanks too",
    submit: "Set password",
    submitting: "Setting…",
};

pub(super) const NOT_FOUND: NotFoundText = NotFoundText {
    title: "Page not found",
    lead: "Please check the address.",
    home: "To the sign-in page",
};
