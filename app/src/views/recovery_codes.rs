use crate::{
    components::notice_line::NoticeLine,
    domain::{Account, AuthState, Page, utc_time::utc_time},
    sign_in::SignIn,
};
use leptos::prelude::*;

/// `/account/recovery-codes`: what is left, and the button for new ones.
#[component]
pub fn RecoveryCodesPage() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let account = Memo::new(move |_| match sign_in.state() {
        AuthState::SignedIn(account) => Some(account),
        _ => None,
    });
    move || account.get().map(|account| view! { <Codes account /> })
}

#[component]
fn Codes(account: Account) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().recovery_codes;
    let has_codes = account.recovery_codes_left > 0;
    view! {
        <h1>{move || text().title}</h1>
        <p class="lead">{move || text().lead}</p>
        <NoticeLine />
        <dl class="details">
            <dt>{move || text().left_label}</dt>
            <dd>{account.recovery_codes_left.to_string()}</dd>
            {account
                .recovery_codes_made_at
                .map(|made_at| {
                    view! {
                        <dt>{move || text().made_at}</dt>
                        <dd>{utc_time(made_at)}</dd>
                    }
                })}
        </dl>
        <p>{move || if has_codes { text().ends_older } else { text().shown_once }}</p>
        // No server function: the answer is a page of its own, which script must not take for a new state.
        <form method="post" action=Page::RecoveryCodes.path()>
            <button class="button primary">{move || text().make}</button>
        </form>
        <p>
            <a class="button" href=Page::Account.path()>
                {move || text().back}
            </a>
        </p>
    }
}
