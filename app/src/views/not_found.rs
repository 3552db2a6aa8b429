use crate::sign_in::SignIn;
use leptos::prelude::*;

/// The page for every address that is none of ours.
#[component]
pub fn NotFound() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().not_found;
    view! {
        <h1>{move || text().title}</h1>
        <p class="lead">{move || text().lead}</p>
        <p>
            <a class="button primary" href="/">{move || text().home}</a>
        </p>
    }
}
