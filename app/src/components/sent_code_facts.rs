use crate::{
    domain::{Challenge, SentCode, challenge::minutes_between},
    sign_in::SignIn,
};
use leptos::prelude::*;

/// Which number, by which channel, how long, how many tries: all as the server knows it.
#[component]
pub fn SentCodeFacts(
    /// The challenge of this session.
    challenge: Memo<Challenge>,
) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().verify;
    let sent = move || challenge.with(|challenge| challenge.sent.clone());
    let headline = move || {
        let phone = challenge.with(|challenge| {
            challenge
                .phone
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default()
        });
        sent().map(|sent| {
            let sentence = if sent.confirmed {
                text().sent
            } else {
                text().perhaps_sent
            };
            sentence(sent.channel, &phone)
        })
    };
    let time_left = move |sent: SentCode| match minutes_between(sign_in.server_time(), sent.expires_at) {
        0 => text().expired.to_string(),
        minutes => (text().minutes_left)(minutes),
    };
    view! {
        <h2>{headline}</h2>
        <p class="facts" id="code_facts">
            <span>{move || sent().map(time_left)}</span>
            <span>{move || sent().map(|sent| (text().checks_left)(sent.checks_left))}</span>
        </p>
    }
}
