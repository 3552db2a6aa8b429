use crate::{
    components::{notice_line::NoticeLine, show::Show},
    derived::{says, words, words_if},
    domain::{Page, utc_time::utc_time},
    sign_in::SignIn,
};
use leptos::prelude::*;

/// `/account/recovery-codes`: what is left, and the button for new ones.
#[component]
pub fn RecoveryCodesPage() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let is_signed_in = Memo::new(move |_| sign_in.with_account(|_| ()).is_some());
    view! {
        <Show when=is_signed_in>
            <Codes />
        </Show>
    }
}

#[component]
fn Codes() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().recovery_codes;
    let left = move || sign_in.with_account(|account| account.recovery_codes_left);
    let has_codes = move || left().is_some_and(|left| left > 0);
    let made_at = move || {
        sign_in
            .with_account(|account| account.recovery_codes_made_at)
            .flatten()
    };
    let has_time = Memo::new(move |_| made_at().is_some());
    view! {
        <h1>{says(|text| text.recovery_codes.title)}</h1>
        <p class="lead">{says(|text| text.recovery_codes.lead)}</p>
        <NoticeLine />
        <dl class="details">
            <dt>{says(|text| text.recovery_codes.left_label)}</dt>
            <dd>{words_if(move || left().map(|left| left.to_string()))}</dd>
            <Show when=has_time>
                <dt>{says(|text| text.recovery_codes.made_at)}</dt>
                <dd>{words_if(move || made_at().map(utc_time))}</dd>
            </Show>
        </dl>
        <p>{words(move || if has_codes() { text().ends_older } else { text().shown_once })}</p>
        // No server function: the answer is a page of its own, which script must not take for a new state.
        <form method="post" action=Page::RecoveryCodes.path()>
            <button class="button primary">{says(|text| text.recovery_codes.make)}</button>
        </form>
        <p>
            <a href=Page::Account.path()>{says(|text| text.recovery_codes.back)}</a>
        </p>
    }
}
