use super::{code_form::CodeForm, send_form::SendForm};
use crate::{
    domain::{Challenge, Page, challenge::minutes_between},
    sign_in::SignIn,
};
use leptos::prelude::*;

/// Sends a code and takes it, whatever the challenge is about. The code field appears above the send buttons without a change
/// of page.
#[component]
pub fn CodeSteps(
    /// The challenge of this session.
    challenge: Memo<Challenge>,
    /// The page around it.
    page: Page,
) -> impl IntoView {
    let sign_in = SignIn::from_context();
    // Tries or sends that are used up block a number, not the person who typed a wrong one.
    let may_send = Memo::new(move |_| {
        challenge.with(|challenge| {
            let used_up = challenge.blocked_until.is_some()
                || (challenge.sends_left == 0 && challenge.wait_seconds(sign_in.server_time()) > 0);
            let free = !used_up || challenge.takes_number();
            challenge.enrolment_open && free
        })
    });
    let code_sent = Memo::new(move |_| challenge.with(|challenge| challenge.sent.is_some()));
    view! {
        <Show when=move || code_sent.get()>
            <CodeForm challenge />
        </Show>
        <section class="send">
            <SendLead challenge />
            <Show when=move || may_send.get()>
                <SendForm challenge />
            </Show>
            <SendFigures challenge page />
        </section>
    }
}

/// Why a code can be sent, or why not.
#[component]
fn SendLead(challenge: Memo<Challenge>) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().verify;
    let sentence = move || {
        challenge.with(|challenge| match (&challenge.phone, challenge.blocked_until) {
            (_, Some(until)) => (text().blocked)(minutes_between(sign_in.server_time(), until)),
            _ if !challenge.enrolment_open => text().enrolment_closed.into(),
            _ if challenge.sent.is_some() => text().nothing_came.into(),
            (Some(phone), _) if !challenge.takes_number() => (text().to_phone_on_file)(&phone.to_string()),
            _ => text().enrol_lead.into(),
        })
    };
    view! { <p class="lead">{sentence}</p> }
}

/// Sends left and the wait before the next one, once there is something to tell.
#[component]
fn SendFigures(challenge: Memo<Challenge>, page: Page) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().verify;
    let wait = move || challenge.with(|challenge| challenge.wait_seconds(sign_in.server_time()));
    let shown = Memo::new(move |_| {
        challenge.with(|challenge| {
            let something = challenge.sends > 0 || challenge.next_send_at > challenge.as_of;
            something && challenge.blocked_until.is_none()
        })
    });
    view! {
        <Show when=move || shown.get()>
            <p class="facts">
                <span>{move || (text().sends_left)(challenge.with(|challenge| challenge.sends_left))}</span>
                <span>{move || Some(wait()).filter(|wait| *wait > 0).map(text().wait)}</span>
                <a href=page.path() rel="external">{move || text().refresh}</a>
            </p>
        </Show>
    }
}
