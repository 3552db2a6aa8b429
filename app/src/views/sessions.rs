use crate::{
    api::revoke_other_sessions::RevokeOtherSessions,
    components::{
        browser_item::BrowserItem, notice_line::NoticeLine, post_form::PostForm, session_item::SessionItem,
    },
    domain::{AuthState, Page, RememberedBrowser, SessionSummary},
    sign_in::SignIn,
    submission::Submission,
};
use leptos::prelude::*;

/// `/account/sessions`: where the account is signed in, and which browsers stand for a code.
#[component]
pub fn SessionsPage() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().sessions;
    let sessions = Memo::new(move |_| match sign_in.state() {
        AuthState::SignedIn(account) => account.sessions,
        _ => Vec::new(),
    });
    let browsers = Memo::new(move |_| match sign_in.state() {
        AuthState::SignedIn(account) => account.browsers,
        _ => Vec::new(),
    });
    view! {
        <h1>{move || text().title}</h1>
        <p class="lead">{move || text().lead}</p>
        <NoticeLine />
        <Sessions sessions />
        <Show when=move || browsers.with(|browsers| !browsers.is_empty())>
            <Browsers browsers />
        </Show>
        <p>
            <a class="button" href=Page::Account.path()>{move || text().back}</a>
        </p>
    }
}

#[component]
fn Sessions(sessions: Memo<Vec<SessionSummary>>) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let revoke_others = Submission::to::<RevokeOtherSessions>();
    view! {
        <ul class="rows">
            <For
                each=move || sessions.get()
                key=|session| (session.id.clone(), session.last_seen_at)
                children=move |session| view! { <SessionItem session /> }
            />
        </ul>
        <PostForm submission=revoke_others>
            <button class="button">{move || sign_in.text().sessions.end_others}</button>
        </PostForm>
    }
}

#[component]
fn Browsers(browsers: Memo<Vec<RememberedBrowser>>) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().sessions;
    view! {
        <section class="part" aria-labelledby="browsers">
            <h2 id="browsers">{move || text().browsers}</h2>
            <p class="hint">{move || text().browsers_hint}</p>
            <ul class="rows">
                <For
                    each=move || browsers.get()
                    key=|browser| (browser.id.clone(), browser.last_used_at)
                    children=move |browser| view! { <BrowserItem browser /> }
                />
            </ul>
        </section>
    }
}
