use crate::{
    api::revoke_other_sessions::RevokeOtherSessions,
    components::{
        browser_item::BrowserItem,
        keyed_rows::{KeyedRow, KeyedRows},
        notice_line::NoticeLine,
        post_form::PostForm,
        session_item::SessionItem,
        show::Show,
    },
    derived::{derived, says},
    domain::{Page, RememberedBrowser, SessionSummary},
    sign_in::SignIn,
    submission::Submission,
};
use leptos::prelude::*;

/// `/account/sessions`: where the account is signed in, and which browsers stand for a code.
#[component]
pub fn SessionsPage() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let sessions = Memo::new(move |_| {
        let sessions = sign_in.with_account(|account| account.sessions.clone());
        sessions.unwrap_or_default()
    });
    let browsers = Memo::new(move |_| {
        let browsers = sign_in.with_account(|account| account.browsers.clone());
        browsers.unwrap_or_default()
    });
    let has_browsers = Memo::new(move |_| browsers.with(|browsers| !browsers.is_empty()));
    view! {
        <h1>{says(|text| text.sessions.title)}</h1>
        <p class="lead">{says(|text| text.sessions.lead)}</p>
        <NoticeLine />
        <Sessions sessions />
        <Show when=has_browsers>
            <Browsers browsers />
        </Show>
        <p>
            <a href=Page::Account.path()>{says(|text| text.sessions.back)}</a>
        </p>
    }
}

#[component]
fn Sessions(sessions: Memo<Vec<SessionSummary>>) -> impl IntoView {
    let row = |session: SessionSummary| KeyedRow {
        key: format!("{} {}", session.id, session.last_seen_at),
        row: (move || view! { <SessionItem session=session.clone() /> }).into(),
    };
    let rows = derived(move || sessions.get().into_iter().map(row).collect());
    let revoke_others = Submission::to::<RevokeOtherSessions>();
    view! {
        <KeyedRows rows />
        <PostForm submission=revoke_others>
            <button class="button">{says(|text| text.sessions.end_others)}</button>
        </PostForm>
    }
}

#[component]
fn Browsers(browsers: Memo<Vec<RememberedBrowser>>) -> impl IntoView {
    let row = |browser: RememberedBrowser| KeyedRow {
        key: format!("{} {}", browser.id, browser.last_used_at),
        row: (move || view! { <BrowserItem browser=browser.clone() /> }).into(),
    };
    let rows = derived(move || browsers.get().into_iter().map(row).collect());
    view! {
        <section class="part" aria-labelledby="browsers">
            <h2 id="browsers">{says(|text| text.sessions.browsers)}</h2>
            <p class="hint">{says(|text| text.sessions.browsers_hint)}</p>
            <KeyedRows rows />
        </section>
    }
}
