use crate::{domain::Page, sign_in::SignIn, text::Text};
use leptos::prelude::*;

/// One part of the account: the title of its page as a link, and a line about it. Stands in the list `sections`.
#[component]
pub fn AccountSection(
    /// Where it is seen and changed.
    page: Page,
    /// The line about it.
    hint: fn(&Text) -> &'static str,
) -> impl IntoView {
    let text = move || SignIn::from_context().text();
    view! {
        <li>
            // The server's guard must see it: it remembers the page while the person confirms.
            <a href=page.path() rel="external">{move || text().title_of(page)}</a>
            <span class="hint">{move || hint(text())}</span>
        </li>
    }
}
