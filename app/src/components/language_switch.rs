use super::{
    choice_form::{Choice, ChoiceForm},
    typed_along::TypedAlong,
};
use crate::{
    api::choose_language::ChooseLanguage,
    derived::{says, true_or_false, words_if},
    domain::{Language, typed_form::EnterKey},
    piece::Piece,
    sign_in::SignIn,
    text::text,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// One button a language, each in its own words. With script the page changes in place and keeps what was typed.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let choice = Choice {
        path: ChooseLanguage::PATH,
        field: "language",
        cookie: Language::COOKIE,
        show: |sign_in, language| language.parse().map_or((), |language| sign_in.speak(language)),
    };
    let along = TypedAlong::on_this_page(sign_in);
    let action = along.action(choice.path);
    view! {
        <div class="languages" role="group" aria-label=says(|text| text.language)>
            <ChoiceForm choice>
                {Piece::if_some(along.enter().map(|enter| view! { <EnterButton enter along /> }))}
                {Language::ALL
                    .map(|language| {
                        Piece::of(view! {
                            <button
                                name=choice.field
                                value=language.as_str()
                                lang=language.as_str()
                                form=words_if(move || along.form())
                                formaction=action.clone()
                                formnovalidate
                                aria-pressed=true_or_false(move || sign_in.language() == language)
                            >
                                {text(language).own_name}
                            </button>
                        })
                    })
                    .collect_view()}
            </ChoiceForm>
        </div>
    }
}

/// The button that Enter presses in the form of the page while those of the languages belong to it.
#[component]
fn EnterButton(enter: EnterKey, along: TypedAlong) -> impl IntoView {
    let channel = match enter {
        EnterKey::Submits => None,
        EnterKey::Sends(channel) => Some(channel.as_str()),
    };
    view! {
        <button
            class="enter"
            tabindex="-1"
            aria-hidden="true"
            form=words_if(move || along.form())
            name=channel.map(|_| "channel")
            value=channel
        ></button>
    }
}
