use super::language_switch::LanguageSwitch;
use crate::sign_in::SignIn;
use leptos::{children::TypedChildren, prelude::*};

/// What surrounds every page: the mark, the language switch, and the one column of content.
#[component]
pub fn Frame<C>(
    /// The page.
    children: TypedChildren<C>,
) -> impl IntoView
where
    C: IntoView + 'static,
{
    let sign_in = SignIn::from_context();
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
        <main id="content" tabindex="-1">{children.into_inner()()}</main>
    }
}
