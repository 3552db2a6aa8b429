use super::{
    code_form::CodeForm, nothing_arrives::NothingArrives, send_form::SendForm, sent_code_news::SentCodeNews,
    show::Show, time_of_day::time_of_day,
};
use crate::{
    derived::{derived, says, words, words_if},
    domain::{Challenge, Page, challenge::minutes_between},
    effects::effect,
    sign_in::SignIn,
};
use leptos::{html::Input, prelude::*};

/// Sends a code and takes it, whatever the challenge is about. The code field appears above the send buttons without a change
/// of page, and goes when the code is past its time.
#[component]
pub fn CodeSteps(
    /// The challenge of this session.
    challenge: Memo<Challenge>,
    /// The page around it.
    page: Page,
) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let now = move || sign_in.server_time();
    // Tries or sends that are used up block a number, not the person who typed a wrong one.
    let may_send = Memo::new(move |_| {
        challenge.with(|challenge| {
            let used_up = challenge.blocked_until(now()).is_some()
                || (challenge.sends_left == 0 && challenge.wait_seconds(now()) > 0);
            let free = !used_up || challenge.takes_number();
            challenge.enrolment_open && free
        })
    });
    let is_live = Memo::new(move |_| challenge.with(|challenge| challenge.live_code(now()).is_some()));
    let field = NodeRef::<Input>::new();
    focus_after_send(challenge, is_live, field);
    view! {
        <SentCodeNews challenge />
        <Show when=is_live>
            <CodeForm challenge field />
        </Show>
        <section class="send" class:main=derived(move || !is_live.get())>
            <SendLead challenge is_live />
            <Show when=may_send>
                <SendForm challenge />
            </Show>
            <SendFigures challenge page />
            <Show when=is_live>
                <NothingArrives challenge />
            </Show>
        </section>
    }
}

/// Whoever pressed a send button types the code next. A code that another tab sent moves nobody.
fn focus_after_send(challenge: Memo<Challenge>, is_live: Memo<bool>, field: NodeRef<Input>) {
    let sign_in = SignIn::from_context();
    let mut before = None;
    effect(move || {
        let answers = sign_in.answers();
        let turn = challenge.with_untracked(|challenge| challenge.turn);
        let has_risen = before.replace(turn).map_or(answers > 0, |before| before != turn);
        if has_risen && is_live.get_untracked() {
            // The field is drawn first.
            request_animation_frame(move || {
                if let Some(input) = field.try_get_untracked().flatten() {
                    // Focus is a comfort; a browser that refuses it changes nothing.
                    let _ = input.focus();
                }
            });
        }
    });
}

/// Why a code can be sent, or why not.
#[component]
fn SendLead(challenge: Memo<Challenge>, is_live: Memo<bool>) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().verify;
    let blocked =
        Memo::new(move |_| challenge.with(|challenge| challenge.blocked_until(sign_in.server_time())));
    let is_blocked = Memo::new(move |_| blocked.get().is_some());
    let free_at = time_of_day(Memo::new(move |_| blocked.get().unwrap_or_default()));
    let sentence = words_if(move || {
        challenge.with(|challenge| match (&challenge.phone, blocked.get()) {
            (_, Some(until)) => Some((text().blocked)(minutes_between(sign_in.server_time(), until))),
            _ if !challenge.enrolment_open => Some(text().enrolment_closed.into()),
            _ if is_live.get() => Some(text().nothing_came.into()),
            // The end of the last code is told, and says it all.
            _ if challenge.sent.is_some() => None,
            (Some(phone), _) if !challenge.takes_number() => {
                Some((text().to_phone_on_file)(&phone.to_string()))
            }
            _ => Some(text().enrol_lead.into()),
        })
    });
    view! {
        <p class="lead">{sentence}</p>
        <Show when=is_blocked>
            <p class="facts">{words(move || (sign_in.text().code.free_at)(&free_at()))}</p>
        </Show>
    }
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
            something && challenge.blocked_until(sign_in.server_time()).is_none()
        })
    });
    view! {
        <Show when=shown>
            <p class="facts">
                <span>{words(move || (text().sends_left)(challenge.with(|challenge| challenge.sends_left)))}</span>
                <span>{words_if(move || Some(wait()).filter(|wait| *wait > 0).map(text().wait))}</span>
                <a class="refresh" href=page.path() rel="external">{says(|text| text.verify.refresh)}</a>
            </p>
        </Show>
    }
}
