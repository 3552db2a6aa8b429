//! The account page and those below.

use crate::{
    domain::{Factor, Role},
    text::{AccountText, ConfirmText, PasswordText, PhoneText, SessionsText},
};

pub(super) const ACCOUNT: AccountText = AccountText {
    title: "My account",
    opened: "Opened by two factors",
    opened_lead: "Only someone whose password and code were both right sees this.",
    user_id: "User ID",
    role: "Role",
    role_name: |role| match role {
        Role::SecondFactorAuthenticated => "Signed in with two factors",
    },
    factor: "Second factor",
    password_hint: "A new one signs you out everywhere else.",
    change_phone: "Change phone",
    change_password: "Change password",
    last_sign_in: "Last sign-in",
    sections: "Settings of the account",
    activity: "Recent activity",
    activity_hint: "If you see something that you did not do, change your password or contact your operator.",
    more_activity: "Show more",
    no_activity: "Nothing yet.",
    sign_out: "Sign out",
};

pub(super) const SESSIONS: SessionsText = SessionsText {
    title: "Where you are signed in",
    hint: "See your devices and sign out from them.",
    lead: "End what you do not recognise.",
    this: "This browser",
    unknown_device: "Unknown device",
    began: "Signed in",
    last_seen: "Last used",
    factor: |factor| match factor {
        Factor::Sms => "Code by text message",
        Factor::Call => "Code by call",
        Factor::Recovery => "Recovery code",
        Factor::Browser => "Remembered browser",
    },
    end: "End",
    end_others: "Sign out everywhere else",
    browsers: "Browsers without a code",
    browsers_hint: "The password alone is enough to sign in there.",
    last_used: "Last used",
    remembered_until: "Until",
    forget: "Ask for a code again",
    back: "Back to my account",
};

pub(super) const CONFIRM: ConfirmText = ConfirmText {
    title: "Please confirm",
    lead: "Before you change something that matters, enter your password once more, then a code.",
    password: "Password",
    submit: "Continue",
    submitting: "Checking…",
    no_phone: "No phone is on file that a code could be sent to. Please contact your operator.",
    back: "Back to my account",
};

pub(super) const PHONE: PhoneText = PhoneText {
    title: "Change phone",
    lead: |phone| {
        format!(
            "Codes go to {phone} now. Enter the new number; it takes its place once you have entered the code that arrives there."
        )
    },
    new_phone: "New phone number",
    risk: "Whoever takes over your phone number gets your codes. If your phone loses its network for no reason, tell your operator. Never give a code to anyone, whoever asks.",
    back: "Back to my account",
};

pub(super) const PASSWORD: PasswordText = PasswordText {
    title: "Change password",
    lead: "You stay signed in here and are signed out everywhere else.",
    current: "Current password",
    new: "New password",
    new_hint: "8 to 128 characters of any kind, blanks too",
    submit: "Change password",
    submitting: "Changing…",
    back: "Back to my account",
};
