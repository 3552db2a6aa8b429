//! The account and the pages below it.

use super::{
    specimen::Specimen,
    states::{account, challenge, sent, sign_in},
};
use crate::{
    domain::{Account, AuthState, Challenge, Language, Purpose},
    views::{
        account::AccountPage, confirm::ConfirmPage, password::PasswordPage, phone::PhonePage,
        recovery_codes::RecoveryCodesPage, sessions::SessionsPage,
    },
};
use leptos::prelude::*;

pub(super) fn specimens(language: Language) -> Vec<Specimen> {
    let of = |account| sign_in(language, AuthState::SignedIn(account));
    let bare = Account {
        recovery_codes_left: 0,
        recovery_codes_made_at: None,
        activity: Vec::new(),
        last_sign_in: None,
        ..account()
    };
    let few = Account {
        recovery_codes_left: 2,
        ..account()
    };
    let asked = |purpose, challenge: Challenge| Account {
        challenge: Some(Challenge { purpose, ..challenge }),
        ..account()
    };
    vec![
        Specimen::new("account", of(account()), || view! { <AccountPage /> }),
        Specimen::new(
            "account, few recovery codes",
            of(few),
            || view! { <AccountPage /> },
        ),
        Specimen::new(
            "account, nothing yet",
            of(bare.clone()),
            || view! { <AccountPage /> },
        ),
        Specimen::new("sessions", of(account()), || view! { <SessionsPage /> }),
        Specimen::new(
            "recovery codes",
            of(account()),
            || view! { <RecoveryCodesPage /> },
        ),
        Specimen::new(
            "recovery codes, none",
            of(bare),
            || view! { <RecoveryCodesPage /> },
        ),
        Specimen::new("confirm, password", of(account()), || view! { <ConfirmPage /> }),
        Specimen::new(
            "confirm, code",
            of(asked(Purpose::StepUp, challenge())),
            || view! { <ConfirmPage /> },
        ),
        Specimen::new("new phone", of(account()), || view! { <PhonePage /> }),
        Specimen::new(
            "new phone, code",
            of(asked(Purpose::NewPhone, sent())),
            || view! { <PhonePage /> },
        ),
        Specimen::new("new password", of(account()), || view! { <PasswordPage /> }),
    ]
}
