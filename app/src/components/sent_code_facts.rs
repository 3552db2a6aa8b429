use super::{show::Show, time_of_day::time_of_day};
use crate::{
    derived::{says, words, words_if},
    domain::{Challenge, SentCode, challenge::minutes_between},
    sign_in::SignIn,
};
use leptos::prelude::*;

/// When it went, how long it is good, how many tries: all as the server knows it.
#[component]
pub fn SentCodeFacts(
    /// The challenge of this session.
    challenge: Memo<Challenge>,
) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().verify;
    let sent = move || challenge.with(|challenge| challenge.sent.clone());
    let sent_at = Memo::new(move |_| sent().map(|sent| sent.sent_at).unwrap_or_default());
    let takes_number = Memo::new(move |_| challenge.with(Challenge::takes_number));
    let at = time_of_day(sent_at);
    let time_left = move |sent: SentCode| match sent.expires_at - sign_in.server_time() {
        left @ ..60 => (sign_in.text().code.seconds_left)(left.max(0)),
        left => (text().minutes_left)(minutes_between(0, left)),
    };
    view! {
        <p class="facts" id="code_facts">
            <span>{words_if(move || sent().map(time_left))}</span>
            <span>{words_if(move || sent().map(|sent| (text().checks_left)(sent.checks_left)))}</span>
        </p>
        <p class="facts">
            <span class="clock">{words(move || (sign_in.text().code.sent_at)(&at()))}</span>
            <Show when=takes_number>
                // The browser moves the keyboard along.
                <a href="#contact_to" rel="external">{says(|text| text.code.wrong_number)}</a>
            </Show>
        </p>
    }
}
