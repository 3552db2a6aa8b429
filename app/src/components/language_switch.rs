use crate::{api::choose_language::ChooseLanguage, domain::Language, sign_in::SignIn, text::text};
use leptos::prelude::*;

/// One button a language, each in its own words. With script the page changes in place and keeps what was typed.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let choose = ServerAction::<ChooseLanguage>::new();
    Effect::new(move |_| {
        let input = choose.input().get();
        if let Some(Ok(language)) = input.map(|choice| choice.language.parse()) {
            sign_in.speak(language);
        }
    });
    view! {
        <div class="languages" role="group" aria-label=move || sign_in.text().language>
            <ActionForm action=choose>
                {Language::ALL
                    .map(|language| {
                        view! {
                            <button
                                name="language"
                                value=language.as_str()
                                lang=language.as_str()
                                aria-pressed=move || if sign_in.language() == language { "true" } else { "false" }
                            >
                                {text(language).own_name}
                            </button>
                        }
                    })
                    .collect_view()}
            </ActionForm>
        </div>
    }
}
