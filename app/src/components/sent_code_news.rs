use crate::{
    derived::{derived, words_if},
    domain::Challenge,
    sign_in::SignIn,
};
use leptos::prelude::*;

/// Seconds in which a word about the time left is to be heard.
const HEARD: i64 = 10;

/// Speaks when a code has gone out, when its time runs short, and when it is over. The region is always there, and says nothing
/// in between: a countdown that speaks is noise.
#[component]
pub fn SentCodeNews(
    /// The challenge of this session.
    challenge: Memo<Challenge>,
) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let left = Memo::new(move |_| {
        let expires_at = challenge.with(|challenge| challenge.sent.as_ref().map(|sent| sent.expires_at))?;
        Some(expires_at - sign_in.server_time())
    });
    let is_over = Memo::new(move |_| left.get().is_some_and(|left| left <= 0));
    let headline = move || challenge.with(|challenge| headline(challenge, sign_in));
    // As a step, or the region would speak each second.
    let step = Memo::new(move |_| left.get().and_then(worth_a_word));
    let word = words_if(move || {
        step.get().map(|step| match step {
            0 => sign_in.text().verify.expired.to_owned(),
            _ => (sign_in.text().code.left_spoken)(step),
        })
    });
    view! {
        <div class="news" role="status" aria-atomic="false">
            <h2>{words_if(move || if is_over.get() { None } else { headline() })}</h2>
            <p class:spoken=derived(move || !is_over.get())>{word}</p>
        </div>
    }
}

/// Which number, by which channel, and whether it is sure.
fn headline(challenge: &Challenge, sign_in: SignIn) -> Option<String> {
    let sent = challenge.sent.as_ref()?;
    let phone = challenge
        .phone
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    let text = &sign_in.text().verify;
    let sentence = if sent.confirmed {
        text.sent
    } else {
        text.perhaps_sent
    };
    Some(sentence(sent.channel, &phone))
}

/// The step that a time left has just reached, in seconds.
fn worth_a_word(left: i64) -> Option<i64> {
    if left <= 0 {
        return Some(0);
    }
    let mut steps = [300, 60, 30].into_iter();
    steps.find(|step| (step - HEARD + 1..=*step).contains(&left))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_spoken_four_times() {
        let spoken: Vec<_> = (-5..=600).rev().map(worth_a_word).collect();
        let mut words = spoken.clone();
        words.dedup();
        let steps: Vec<_> = words.into_iter().flatten().collect();
        assert_eq!(steps, [300, 60, 30, 0]);
        assert_eq!(spoken.iter().filter(|word| **word == Some(60)).count(), 10);
    }

    #[test]
    fn a_browser_that_slept_says_nothing_that_is_past() {
        assert_eq!(worth_a_word(301), None);
        assert_eq!(worth_a_word(200), None);
        assert_eq!(worth_a_word(-100), Some(0));
    }
}
