use super::{
    brand_mark::BrandMark, language_switch::LanguageSwitch, sign_out_form::SignOutForm,
    theme_switch::ThemeSwitch,
};
use crate::{domain::AuthState, focus::CONTENT_ID, sign_in::SignIn};
use leptos::{children::TypedChildren, prelude::*};

/// What surrounds every page: whose it is, the language, the one column of content, for whoever is signed in the way out,
/// which no page of theirs may lack (OWASP ASVS 7.4.4), and light or dark.
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
                <BrandMark brand=sign_in.brand() />
            </a>
            <LanguageSwitch />
        </header>
        <main id=CONTENT_ID tabindex="-1">
            {children.into_inner()()}
            <Show when=move || signed_in.get()>
                <SignOutForm label=Signal::derive(move || sign_in.text().account.sign_out) />
            </Show>
        </main>
        <footer class="bottom">
            <ThemeSwitch />
        </footer>
    }
}
