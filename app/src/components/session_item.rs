use super::{moment::Moment, post_form::PostForm};
use crate::{
    api::revoke_session::RevokeSession, domain::SessionSummary, sign_in::SignIn, submission::Submission,
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
    let name = move || match &*device {
        "" => text().unknown_device.to_owned(),
        known => known.to_owned(),
    };
    let label = name.clone();
    let label = move || format!("{}: {}", text().end, label());
    view! {
        <li>
            <strong>{name}</strong>
            {session.is_this.then(|| view! { <span class="mark-this">{move || text().this}</span> })}
            <p class="facts">
                <span>{address}</span>
                <span>{move || session.factor.map(text().factor)}</span>
            </p>
            <p class="facts">
                <span>{move || text().began} " " <Moment at=session.began_at /></span>
                <span>{move || text().last_seen} " " <Moment at=session.last_seen_at /></span>
            </p>
            {(!session.is_this)
                .then(|| {
                    view! {
                        <PostForm submission=revoke>
                            <input type="hidden" name="session" value=id />
                            <button class="button small" aria-label=label>{move || text().end}</button>
                        </PostForm>
                    }
                })}
        </li>
    }
}
