use super::{moment::Moment, post_form::PostForm};
use crate::{
    api::revoke_session::RevokeSession,
    derived::{says, words, words_if},
    domain::SessionSummary,
    piece::Piece,
    sign_in::SignIn,
    submission::Submission,
};
use leptos::prelude::*;

/// One place where the account is signed in. The one that asks has no button: it ends by signing out.
#[component]
pub fn SessionItem(
    /// The place.
    session: SessionSummary,
) -> impl IntoView {
    let revoke = Submission::to::<RevokeSession>();
    let text = move || &SignIn::from_context().text().sessions;
    let SessionSummary {
        id, device, address, ..
    } = session;
    let device = device_name(device);
    let name = device.clone();
    let label = words(move || format!("{}: {}", text().end, device()));
    view! {
        <li>
            <strong>{words(name)}</strong>
            {Piece::if_some(session.is_this.then(|| view! { <span class="mark-this">{says(|text| text.sessions.this)}</span> }))}
            <p class="facts">
                <span>{address}</span>
                <span>{words_if(move || session.factor.map(text().factor))}</span>
            </p>
            <p class="facts">
                <span>{says(|text| text.sessions.began)} " " <Moment at=session.began_at /></span>
                <span>{says(|text| text.sessions.last_seen)} " " <Moment at=session.last_seen_at /></span>
            </p>
            {Piece::if_some((!session.is_this).then(|| {
                view! {
                    <PostForm submission=revoke>
                        <input type="hidden" name="session" value=id />
                        <button class="button small" aria-label=label>{says(|text| text.sessions.end)}</button>
                    </PostForm>
                }
            }))}
        </li>
    }
}

/// What a browser is called.
pub(super) fn device_name(device: String) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    let sign_in = SignIn::from_context();
    move || match &*device {
        "" => sign_in.text().sessions.unknown_device.to_owned(),
        known => known.to_owned(),
    }
}
