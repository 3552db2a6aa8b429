use super::{
    brand_mark::BrandMark, language_switch::LanguageSwitch, show::Show, sign_out_form::SignOutForm,
    theme_switch::ThemeSwitch,
};
use crate::{derived::says, focus::CONTENT_ID, piece::Piece, sign_in::SignIn};
use leptos::prelude::*;

/// What surrounds every page: whose it is, the language, the one column of content, for whoever is signed in the way out,
/// which no page of theirs may lack (OWASP ASVS 7.4.4), and light or dark.
#[component]
pub fn Frame(
    /// The page.
    children: Piece,
) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let signed_in = Memo::new(move |_| sign_in.with_account(|_| ()).is_some());
    view! {
        // The browser moves the keyboard along.
        <a class="skip" href="#content" rel="external">
            {says(|text| text.skip_to_content)}
        </a>
        <header class="top">
            <a class="brand" href="/">
                <BrandMark brand=sign_in.brand() />
            </a>
            <LanguageSwitch />
        </header>
        <main id=CONTENT_ID tabindex="-1">
            {children}
            <Show when=signed_in>
                <SignOutForm label=|text| text.account.sign_out />
            </Show>
        </main>
        <footer class="bottom">
            <ThemeSwitch />
        </footer>
    }
}
