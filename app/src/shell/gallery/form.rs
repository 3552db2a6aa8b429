//! The first page, and those for people without a session.

use super::{
    specimen::Specimen,
    states::{NOW, account, challenge, sign_in, told},
};
use crate::{
    domain::{AuthState, Language, Notice},
    error::AppError,
    views::{choose_password::ChoosePasswordPage, not_found::NotFound, sign_in::SignInPage},
};
use leptos::prelude::*;

pub(super) fn specimens(language: Language) -> Vec<Specimen> {
    let nobody = || sign_in(language, AuthState::SignedOut);
    let say = |notice, until| told(language, AuthState::SignedOut, Some(notice), until);
    let page = || view! { <SignInPage /> };
    let offline = nobody();
    offline.settle(Err(AppError::Offline));
    vec![
        Specimen::new("sign-in", nobody(), page),
        Specimen::new("sign-in, filled", nobody(), page)
            .filled("username", "hanako")
            .filled("password", "verify"),
        Specimen::new("sign-in, wrong password", say(Notice::WrongPassword, None), page),
        Specimen::new(
            "sign-in, held back",
            say(Notice::TooManySignIns, Some(NOW + 300)),
            page,
        ),
        Specimen::new("sign-in, offline", offline, page),
        Specimen::new(
            "sign-in, one more step",
            sign_in(language, AuthState::CodeNeeded(challenge())),
            page,
        ),
        Specimen::new(
            "sign-in, greeting",
            sign_in(language, AuthState::SignedIn(account())),
            page,
        ),
        Specimen::new("choose password", nobody(), || view! { <ChoosePasswordPage /> }),
        Specimen::new("not found", nobody(), || view! { <NotFound /> }),
    ]
}
