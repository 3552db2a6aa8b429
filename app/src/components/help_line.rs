use super::show::Show;
use crate::{derived::words_if, sign_in::SignIn};
use leptos::prelude::*;

/// Where to find help, in the operator's words. Text only: an address in it is no link.
#[component]
pub fn HelpLine() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let is_there = Memo::new(move |_| sign_in.help().is_some());
    view! {
        <Show when=is_there>
            <p class="hint help">{words_if(move || sign_in.help())}</p>
        </Show>
    }
}
