use super::post_form::PostForm;
use crate::{
    api::choose_language::ChooseLanguage, domain::Language, sign_in::SignIn, submission::Submission,
    text::text,
};
use leptos::prelude::*;

/// One button a language, each in its own words. With script the page changes in place and keeps what was typed.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let choose = Submission::to::<ChooseLanguage>();
    Effect::new(move |_| {
        if let Some(Ok(language)) = choose.pressed().map(|pressed| pressed.parse()) {
            sign_in.speak(language);
        }
    });
    view! {
        <div class="languages" role="group" aria-label=move || sign_in.text().language>
            <PostForm submission=choose in_background=true>
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
            </PostForm>
        </div>
    }
}
