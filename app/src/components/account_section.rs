use crate::{
    derived::{Derived, Phrase, Words, derived, says},
    domain::Page,
};
use leptos::prelude::*;

/// One part of the account: the way to its page, and how it stands. A row of the list `sections`.
#[component]
pub fn AccountSection(
    /// Where it is seen and changed.
    page: Page,
    /// What can be done there.
    label: Phrase,
    /// How it stands.
    state: Words,
    /// True when it should be seen to.
    #[prop(optional)]
    urgent: Option<Derived<bool>>,
) -> impl IntoView {
    let urgent = urgent.unwrap_or_else(|| derived(|| false));
    view! {
        <li class:urgent=urgent>
            // The server's guard must see it: it remembers the page while the person confirms.
            <a href=page.path() rel="external">{says(label)}</a>
            <span class="hint">{state}</span>
        </li>
    }
}
