use super::{brand_mark::BrandMark, language_switch::LanguageSwitch, theme_switch::ThemeSwitch};
use crate::sign_in::SignIn;
use leptos::{children::TypedChildren, prelude::*};

/// What surrounds every page: whose it is, the language, the one column of content, and light or dark.
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
                <BrandMark brand=sign_in.brand() />
            </a>
            <LanguageSwitch />
        </header>
        <main id="content" tabindex="-1">{children.into_inner()()}</main>
        <footer class="bottom">
            <ThemeSwitch />
        </footer>
    }
}
