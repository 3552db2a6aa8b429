//! 日本語。

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

/// The Japanese strings.
pub(super) const TEXT: Text = Text {
    own_name: "日本語",
    language: "表示言語",
    theme: "画面の明るさ",
    theme_name: |theme| match theme {
        Theme::System => "自動",
        Theme::Light => "ライト",
        Theme::Dark => "ダーク",
    },
    show: "表示",
    show_password: "パスワードを表示",
    skip_to_content: "本文へ移動",
    signed_in_as: |name| format!("{name} さん"),
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

fn moment(time: CivilTime) -> String {
    let CivilTime {
        year,
        month,
        day,
        hour,
        minute,
    } = time;
    format!("{year}年{month}月{day}日 {hour}:{minute:02}")
}

fn error(error: AppError) -> &'static str {
    match error {
        AppError::BadInput => "送信内容を読み取れませんでした。ページを再読み込みしてください。",
        AppError::Unavailable => notice::notice(Notice::Unavailable),
        AppError::NoAnswer => code::NO_ANSWER,
        AppError::Offline => "サーバーに接続できません。通信状態を確認して、もう一度お試しください。",
    }
}

fn again_in(seconds: i64) -> String {
    match seconds {
        ..=0 => "いまもう一度お試しいただけます。".into(),
        1..=90 => format!("約{seconds}秒後にもう一度お試しください。"),
        91..=5_400 => format!("約{}分後にもう一度お試しください。", minutes_between(0, seconds)),
        _ => format!("約{}時間後にもう一度お試しください。", (seconds + 3_599) / 3_600),
    }
}
