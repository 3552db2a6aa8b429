use crate::{
    derived::{Phrase, true_if, words},
    sign_in::SignIn,
    submission::Submission,
};
use leptos::prelude::*;

/// A submit button that shows when its form is at work.
///
/// It is marked `aria-disabled` and not `disabled`, which would throw the keyboard's focus away; the form itself
/// refuses a second submit. The label that is not shown keeps its room, so that nothing moves (`style/progress.css`).
#[component]
pub fn SubmitButton(
    /// The form.
    submission: Submission,
    /// What the button does.
    label: Phrase,
    /// What it says meanwhile.
    busy_label: Phrase,
) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let is_busy = move || submission.pending();
    let labels = move || match submission.pending() {
        true => (busy_label, label),
        false => (label, busy_label),
    };
    view! {
        <button
            class="button primary"
            aria-disabled=true_if(is_busy)
            aria-busy=true_if(is_busy)
            data-other-label=words(move || labels().1(sign_in.text()))
        >
            {words(move || labels().0(sign_in.text()))}
        </button>
    }
}
