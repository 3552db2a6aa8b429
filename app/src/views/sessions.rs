use crate::{
    api::{
        forget_browser::ForgetBrowser, revoke_other_sessions::RevokeOtherSessions,
        revoke_session::RevokeSession,
    },
    components::{
        browser_item::BrowserItem, notice_line::NoticeLine, session_item::SessionItem,
        submit_button::hold_while,
    },
    domain::{AuthState, Page, RememberedBrowser, SessionSummary},
    sign_in::SignIn,
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
    let revoke = ServerAction::<RevokeSession>::new();
    sign_in.follow(revoke);
    let revoke_others = ServerAction::<RevokeOtherSessions>::new();
    sign_in.follow(revoke_others);
    view! {
        <ul class="rows">
            <For
                each=move || sessions.get()
                key=|session| (session.id.clone(), session.last_seen_at)
                children=move |session| view! { <SessionItem session revoke /> }
            />
        </ul>
        <ActionForm action=revoke_others on:submit:capture=hold_while(revoke_others.pending())>
            <button class="button">{move || sign_in.text().sessions.end_others}</button>
        </ActionForm>
    }
}

#[component]
fn Browsers(browsers: Memo<Vec<RememberedBrowser>>) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().sessions;
    let forget = ServerAction::<ForgetBrowser>::new();
    sign_in.follow(forget);
    view! {
        <section class="part" aria-labelledby="browsers">
            <h2 id="browsers">{move || text().browsers}</h2>
            <p class="hint">{move || text().browsers_hint}</p>
            <ul class="rows">
                <For
                    each=move || browsers.get()
                    key=|browser| (browser.id.clone(), browser.last_used_at)
                    children=move |browser| view! { <BrowserItem browser forget /> }
                />
            </ul>
        </section>
    }
}
