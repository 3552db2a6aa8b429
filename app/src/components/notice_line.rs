use crate::sign_in::SignIn;
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
    let wait = move || {
        let until = sign_in.error().is_none().then(|| sign_in.until())??;
        Some((sign_in.text().again_in)(until - sign_in.server_time()))
    };
    let name = move || sign_in.notice().map(|notice| notice.as_str());
    let good_news =
        move || sign_in.error().is_none() && sign_in.notice().is_some_and(|notice| notice.is_good_news());
    view! {
        <div id="notice" class="notice" class:good=good_news role="alert" data-notice=name>
            {move || sentence().map(|sentence| view! { <p>{sentence}</p> })}
            {move || wait().map(|wait| view! { <p>{wait}</p> })}
        </div>
    }
}
