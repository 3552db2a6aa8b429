//! English.

mod account_pages;
mod activity;
mod code;
mod notice;
#[cfg(feature = "ssr")]
mod plain_pages;
mod recovery_codes;
mod sign_in_pages;

use super::Text;
use crate::{
    domain::{CivilTime, Notice, Theme, challenge::minutes_between},
    error::AppError,
};

/// The English strings.
pub(super) const TEXT: Text = Text {
    own_name: "English",
    language: "Language",
    theme: "Light or dark",
    theme_name: |theme| match theme {
        Theme::System => "Auto",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
    },
    show: "Show",
    show_password: "Show password",
    skip_to_content: "Skip to content",
    signed_in_as: |name| format!("Signed in as {name}"),
    sign_in: sign_in_pages::SIGN_IN,
    verify: sign_in_pages::VERIFY,
    code: code::CODE,
    account: account_pages::ACCOUNT,
    sessions: account_pages::SESSIONS,
    confirm: account_pages::CONFIRM,
    phone: account_pages::PHONE,
    password: account_pages::PASSWORD,
    choose_password: sign_in_pages::CHOOSE_PASSWORD,
    recovery_codes: recovery_codes::RECOVERY_CODES,
    not_found: sign_in_pages::NOT_FOUND,
    #[cfg(feature = "ssr")]
    unavailable: plain_pages::UNAVAILABLE,
    #[cfg(feature = "ssr")]
    busy: plain_pages::BUSY,
    #[cfg(feature = "ssr")]
    other_origin: plain_pages::OTHER_ORIGIN,
    #[cfg(feature = "ssr")]
    malformed: plain_pages::MALFORMED,
    #[cfg(feature = "ssr")]
    too_large: plain_pages::TOO_LARGE,
    #[cfg(feature = "ssr")]
    too_slow: plain_pages::TOO_SLOW,
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
        1 => "You can try again in about 1 second.".into(),
        2..=90 => format!("You can try again in about {seconds} seconds."),
        91..=5_400 => format!(
            "You can try again in about {} minutes.",
            minutes_between(0, seconds)
        ),
        _ => format!("You can try again in about {} hours.", (seconds + 3_599) / 3_600),
    }
}
