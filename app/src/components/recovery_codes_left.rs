use super::account_section::AccountSection;
use crate::{
    derived::{derived, words},
    domain::Page,
    sign_in::SignIn,
};
use leptos::prelude::*;

/// So few that new ones should be made before the last one is used.
const FEW: i64 = 3;

/// How many recovery codes are left, with the way to new ones. A row of the list `sections`.
#[component]
pub fn RecoveryCodesLeft() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let left = move || {
        let left = sign_in.with_account(|account| account.recovery_codes_left);
        left.unwrap_or_default()
    };
    let state = words(move || {
        let text = &sign_in.text().recovery_codes;
        let count = (text.left)(left());
        match left() {
            0 => text.none_left.into(),
            1..=FEW => format!("{count} {}", text.few_left),
            _ => count,
        }
    });
    view! {
        <AccountSection
            page=Page::RecoveryCodes
            label=|text| text.recovery_codes.manage
            state
            urgent=derived(move || left() <= FEW)
        />
    }
}
