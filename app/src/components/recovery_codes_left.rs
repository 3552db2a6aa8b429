use crate::{domain::Page, sign_in::SignIn};
use leptos::prelude::*;

/// So few that new ones should be made before the last one is used.
const FEW: i64 = 3;

/// How many recovery codes are left, with the way to new ones.
#[component]
pub fn RecoveryCodesLeft(
    /// How many.
    left: i64,
) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().recovery_codes;
    let warning = move || match left {
        0 => Some(text().none_left),
        1..=FEW => Some(text().few_left),
        _ => None,
    };
    view! {
        <section class="recovery">
            <h2>{move || text().title}</h2>
            <p>{move || (text().left)(left)}</p>
            {move || warning().map(|warning| view! { <p class="warning">{warning}</p> })}
            // The server keeps the page while the person confirms.
            <p>
                <a href=Page::RecoveryCodes.path() rel="external">
                    {move || text().manage}
                </a>
            </p>
        </section>
    }
}
