//! English.

mod activity;
mod code;
mod notice;

#[cfg(feature = "ssr")]
use super::PlainPageText;
use super::{
    AccountText, ChoosePasswordText, ConfirmText, NotFoundText, PasswordText, PhoneText, RecoveryCodesText,
    SessionsText, SignInText, Text, VerifyText,
};
use crate::{
    domain::{Channel, CivilTime, Factor, Notice, challenge::minutes_between},
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
    },
    code: code::CODE,
    account: AccountText {
        title: "My account",
        lead: "You are signed in with two factors.",
        user_id: "User ID",
        phone: "Phone",
        role: "Role",
        password: "Password",
        change_phone: "Change phone",
        change_password: "Change password",
        last_sign_in: "Last sign-in",
        sections: "Settings of the account",
        activity: "Recent activity",
        activity_hint: "If you see something that you did not do, change your password or contact your operator.",
        no_activity: "Nothing yet.",
        sign_out: "Sign out",
    },
    sessions: SessionsText {
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
    },
    confirm: ConfirmText {
        title: "Please confirm",
        lead: "Before you change something that matters, enter your password once more, then a code.",
        password: "Password",
        submit: "Continue",
        submitting: "Checking…",
        no_phone: "No phone is on file that a code could be sent to. Please contact your operator.",
        back: "Back to my account",
    },
    phone: PhoneText {
        title: "Change phone",
        lead: |phone| {
            format!(
                "Codes go to {phone} now. Enter the new number; it takes its place once you have entered the code that arrives there."
            )
        },
        new_phone: "New phone number",
        back: "Back to my account",
    },
    password: PasswordText {
        title: "Change password",
        lead: "You stay signed in here and are signed out everywhere else.",
        current: "Current password",
        new: "New password",
        new_hint: "8 to 128 characters of any kind, blanks too",
        submit: "Change password",
        submitting: "Changing…",
        back: "Back to my account",
    },
    choose_password: ChoosePasswordText {
        title: "Choose a password",
        lead: "With the link that you got from your operator. It works once, for 24 hours.",
        token: "Code from the link",
        token_hint: "Filled in by the link. If it is empty, paste the whole link here.",
        new_password: "New password",
        password_hint: "8 to 128 characters, of any kind",
        submit: "Set password",
        submitting: "Setting…",
    },
    recovery_codes: RecoveryCodesText {
        title: "Recovery codes",
        lead: "With a recovery code you can sign in when your phone is not at hand. Each works once.",
        left: |count| match count {
            1 => "1 code is left.".into(),
            _ => format!("{count} codes are left."),
        },
        left_label: "Codes left",
        few_left: "Only a few codes are left. Make new ones before they run out.",
        none_left: "You have no recovery codes. If you lose your phone, only your operator can help you in.",
        manage: "Recovery codes",
        made_at: "Made",
        ends_older: "New codes end all that you have now, used or not. They are shown once only: have a printer or paper ready.",
        shown_once: "The codes are shown once only: have a printer or paper ready.",
        make: "Make new codes",
        back: "Back to my account",
        #[cfg(feature = "ssr")]
        new_title: "Your new recovery codes",
        #[cfg(feature = "ssr")]
        keep_them: "Print or write down these codes now, and keep them where only you can find them. They are not shown again.",
        #[cfg(feature = "ssr")]
        older_are_gone: "Older recovery codes no longer count.",
        #[cfg(feature = "ssr")]
        how_to_print: "To print, press Ctrl+P (⌘P on a Mac) or use the menu of your browser.",
        #[cfg(feature = "ssr")]
        reload_makes_new: "Please do not reload this page: that would make other codes, and these would end.",
        #[cfg(feature = "ssr")]
        kept: "I have kept them",
        no_phone: "Use a recovery code",
        code: "Recovery code",
        code_hint: "16 letters and digits, such as ABCD-1234-EFGH-5678",
        enter: "Use this code",
        entering: "Checking…",
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
    #[cfg(feature = "ssr")]
    malformed: PlainPageText {
        title: "This request is not accepted",
        lead: "It is not one that our pages make. Please start again from the sign-in page.",
    },
    #[cfg(feature = "ssr")]
    too_large: PlainPageText {
        title: "That was too long",
        lead: "Please go back and type less.",
    },
    #[cfg(feature = "ssr")]
    too_slow: PlainPageText {
        title: "That took too long",
        lead: "It did not arrive completely. Please go back and try again.",
    },
    notice: notice::notice,
    activity: activity::activity,
    moment,
    moment_in_utc: |time| format!("{} UTC", moment(time)),
    again_in,
    error,
};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn moment(time: CivilTime) -> String {
    let month = usize::try_from(time.month - 1).ok();
    let month = month.and_then(|month| MONTHS.get(month)).unwrap_or(&"");
    let CivilTime {
        year,
        day,
        hour,
        minute,
        ..
    } = time;
    format!("{day} {month} {year}, {hour:02}:{minute:02}")
}

fn error(error: AppError) -> &'static str {
    match error {
        AppError::BadInput => "We could not read what was sent. Please reload the page.",
        AppError::Unavailable => notice::notice(Notice::Unavailable),
        AppError::NoAnswer => code::NO_ANSWER,
        AppError::Offline => "The server cannot be reached. Check your connection and try again.",
    }
}

fn again_in(seconds: i64) -> String {
    match seconds {
        ..=0 => "You can try again now.".into(),
        1..=90 => format!("You can try again in about {seconds} seconds."),
        91..=5_400 => format!(
            "You can try again in about {} minutes.",
            minutes_between(0, seconds)
        ),
        _ => format!("You can try again in about {} hours.", (seconds + 3_599) / 3_600),
    }
}
