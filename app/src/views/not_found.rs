use crate::derived::says;
use leptos::prelude::*;

/// The page for every address that is none of ours.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <h1>{says(|text| text.not_found.title)}</h1>
        <p class="lead">{says(|text| text.not_found.lead)}</p>
        <p>
            <a class="button primary" href="/">{says(|text| text.not_found.home)}</a>
        </p>
    }
}
