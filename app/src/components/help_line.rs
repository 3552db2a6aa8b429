use crate::sign_in::SignIn;
use leptos::prelude::*;

/// Where to find help, in the operator's words. Text only: an address in it is no link.
#[component]
pub fn HelpLine() -> impl IntoView {
    let sign_in = SignIn::from_context();
    move || {
        sign_in
            .help()
            .map(|line| view! { <p class="hint help">{line}</p> })
    }
}
