//! States that nobody is in. Times are fixed, so that a picture is the same on every day.

use crate::{
    domain::{
        Account, Activity, ActivityKind, AuthState, Challenge, Channel, Factor, Language, MaskedPhone,
        Notice, PhoneNumber, Purpose, RememberedBrowser, Role, SentCode, SessionSummary, View,
    },
    page_start::{HelpLine, PageStart},
    sign_in::SignIn,
};

/// 1 January 2026, 09:30 UTC.
pub(super) const NOW: i64 = 1_767_259_800;

pub(super) fn sign_in(language: Language, state: AuthState) -> SignIn {
    told(language, state, None, None)
}

pub(super) fn told(
    language: Language,
    state: AuthState,
    notice: Option<Notice>,
    until: Option<i64>,
) -> SignIn {
    SignIn::new(PageStart {
        view: View {
            state,
            notice,
            until,
            as_of: NOW,
            ..View::default()
        },
        language,
        help: HelpLine {
            ja: "お困りのときは内線1234へ".into(),
            en: "Stuck? Call extension 1234.".into(),
        },
        ..PageStart::default()
    })
}

pub(super) fn phone() -> Option<MaskedPhone> {
    let number: Option<PhoneNumber> = "+819012345678".parse().ok();
    number.map(|number| number.masked())
}

/// Before the first send, with a phone on file.
pub(super) fn challenge() -> Challenge {
    Challenge {
        user_id: "hanako".into(),
        purpose: Purpose::SignIn,
        enrolment_open: true,
        phone: phone(),
        sends_left: 5,
        as_of: NOW,
        ..Challenge::default()
    }
}

/// After a send by text message.
pub(super) fn sent() -> Challenge {
    Challenge {
        turn: 1,
        sends: 1,
        sends_left: 4,
        sent: Some(SentCode {
            channel: Channel::Sms,
            confirmed: true,
            sent_at: NOW - 60,
            expires_at: NOW + 540,
            checks_left: 5,
        }),
        ..challenge()
    }
}

pub(super) fn account() -> Account {
    Account {
        user_id: "hanako".into(),
        phone: phone(),
        role: Role::SecondFactorAuthenticated,
        factor: Some(Factor::Sms),
        confirmed_until: Some(NOW + 600),
        challenge: None,
        sessions: vec![session(true), session(false)],
        browsers: vec![RememberedBrowser {
            id: "1".into(),
            device: "Safari, iPhone".into(),
            last_used_at: NOW - 3_600,
            expires_at: NOW + 30 * 86_400,
        }],
        activity: activity(),
        last_sign_in: activity().pop().map(Box::new),
        recovery_codes_left: 8,
        recovery_codes_made_at: Some(NOW - 86_400),
    }
}

fn session(is_this: bool) -> SessionSummary {
    let device = if is_this { "Firefox, Windows" } else { "" };
    SessionSummary {
        id: "1".into(),
        device: device.into(),
        address: "203.0.113.7".into(),
        began_at: NOW - 7_200,
        last_seen_at: NOW - 60,
        factor: Some(if is_this { Factor::Sms } else { Factor::Recovery }),
        is_this,
    }
}

fn activity() -> Vec<Activity> {
    let kinds = [
        ActivityKind::SignedIn,
        ActivityKind::CodeSent,
        ActivityKind::PasswordRefused,
        ActivityKind::PhoneChanged,
        ActivityKind::SignedIn,
    ];
    let row = |(hours, kind): (i64, ActivityKind)| Activity {
        at: NOW - hours * 3_600,
        kind,
        address: Some("203.0.113.7".into()),
        device: Some("Firefox, Windows".into()),
        phone: (kind == ActivityKind::CodeSent).then(|| "•••• 5678".into()),
    };
    (0..).zip(kinds).map(row).collect()
}
