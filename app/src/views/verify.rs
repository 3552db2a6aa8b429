use crate::{
    components::{
        code_form::CodeForm, help_line::HelpLine, notice_line::NoticeLine,
        recovery_code_form::RecoveryCodeForm, send_form::SendForm, sign_out_form::SignOutForm,
    },
    domain::{AuthState, Challenge, Purpose, challenge::minutes_between},
    sign_in::SignIn,
};
use leptos::prelude::*;

/// `/verify`: the second step. The code field appears under the send buttons without a change of page.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().verify;
    let challenge = Memo::new(move |_| match sign_in.state() {
        AuthState::CodeNeeded(challenge) => challenge,
        _ => Challenge::default(),
    });
    // Tries or sends that are used up block a number, not the person who typed a wrong one.
    let may_send = Memo::new(move |_| {
        challenge.with(|challenge| {
            let used_up = challenge.blocked_until.is_some()
                || (challenge.sends_left == 0 && challenge.wait_seconds(sign_in.server_time()) > 0);
            let free = !used_up || challenge.takes_number();
            challenge.enrolment_open && free
        })
    });
    // Someone who has no phone on file has no recovery codes either.
    let may_recover = Memo::new(move |_| challenge.with(|challenge| challenge.purpose == Purpose::SignIn));
    let code_sent = Memo::new(move |_| challenge.with(|challenge| challenge.sent.is_some()));
    view! {
        <h1>{move || text().title}</h1>
        <NoticeLine />
        <Show when=move || code_sent.get()>
            <CodeForm challenge />
        </Show>
        <section class="send">
            <SendLead challenge />
            <Show when=move || may_send.get()>
                <SendForm challenge />
            </Show>
            <SendFigures challenge />
        </section>
        <Show when=move || may_recover.get()>
            <RecoveryCodeForm />
        </Show>
        <HelpLine />
        <SignOutForm label=Signal::derive(move || text().cancel) />
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
fn SendFigures(challenge: Memo<Challenge>) -> impl IntoView {
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
                <a href="/verify" rel="external">{move || text().refresh}</a>
            </p>
        </Show>
    }
}
