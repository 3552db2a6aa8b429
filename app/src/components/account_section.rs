use crate::{domain::Page, sign_in::SignIn, text::Text};
use leptos::prelude::*;

/// One part of the account: the way to its page, and how it stands. A row of the list `sections`.
#[component]
pub fn AccountSection(
    /// Where it is seen and changed.
    page: Page,
    /// What can be done there.
    label: fn(&Text) -> &'static str,
    /// How it stands.
    #[prop(into)]
    state: Signal<String>,
    /// True when it should be seen to.
    #[prop(optional)]
    urgent: bool,
) -> impl IntoView {
    let text = move || SignIn::from_context().text();
    view! {
        <li class:urgent=urgent>
            // The server's guard must see it: it remembers the page while the person confirms.
            <a href=page.path() rel="external">{move || label(text())}</a>
            <span class="hint">{state}</span>
        </li>
    }
}
