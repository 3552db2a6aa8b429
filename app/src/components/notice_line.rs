use super::{field::NOTICE_ID, show::Show};
use crate::{
    derived::{derived, words_if},
    sign_in::SignIn,
};
use leptos::prelude::*;

/// What the last press led to. The region is always there, so that a screen reader announces what enters it.
#[component]
pub fn NoticeLine() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let sentence = move || {
        let text = sign_in.text();
        match (sign_in.error(), sign_in.notice()) {
            (Some(error), _) => Some((text.error)(error)),
            (None, notice) => notice.map(text.notice),
        }
    };
    let has_sentence = Memo::new(move |_| sentence().is_some());
    let wait = move || {
        let until = sign_in.error().is_none().then(|| sign_in.until())??;
        Some((sign_in.text().again_in)(until - sign_in.server_time()))
    };
    let has_wait = Memo::new(move |_| wait().is_some());
    let name = words_if(move || sign_in.notice().map(|notice| notice.as_str()));
    let good_news =
        move || sign_in.error().is_none() && sign_in.notice().is_some_and(|notice| notice.is_good_news());
    view! {
        <div id=NOTICE_ID class="notice" class:good=derived(good_news) role="alert" data-notice=name>
            <Show when=has_sentence>
                <p>{words_if(sentence)}</p>
            </Show>
            <Show when=has_wait>
                <p>{words_if(wait)}</p>
            </Show>
        </div>
    }
}
