use super::{language_switch::LanguageSwitch, sign_out_form::SignOutForm};
use crate::{domain::AuthState, sign_in::SignIn};
use leptos::{children::TypedChildren, prelude::*};

/// What surrounds every page: the mark, the language switch, the one column of content, and for whoever is signed in the way
/// out, which no page of theirs may lack (OWASP ASVS 7.4.4).
#[component]
pub fn Frame<C>(
    /// The page.
    children: TypedChildren<C>,
) -> impl IntoView
where
    C: IntoView + 'static,
{
    let sign_in = SignIn::from_context();
    let signed_in = Memo::new(move |_| matches!(sign_in.state(), AuthState::SignedIn(_)));
    view! {
        // The browser moves the keyboard along.
        <a class="skip" href="#content" rel="external">
            {move || sign_in.text().skip_to_content}
        </a>
        <header class="top">
            <a class="brand" href="/">
                <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
                    <rect width="32" height="32" rx="9"></rect>
                    <path d="M8.5 16.5l5 5 10-11"></path>
                </svg>
                <span>"Kakunin"</span>
                <span class="kanji" lang="ja">"確認"</span>
            </a>
            <LanguageSwitch />
        </header>
        <main id="content" tabindex="-1">
            {children.into_inner()()}
            <Show when=move || signed_in.get()>
                <SignOutForm label=Signal::derive(move || sign_in.text().account.sign_out) />
            </Show>
        </main>
    }
}
