use crate::submission::Submission;
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
    #[prop(into)]
    label: Signal<&'static str>,
    /// What it says meanwhile.
    #[prop(into)]
    busy_label: Signal<&'static str>,
) -> impl IntoView {
    let is_busy = move || submission.pending().then_some("true");
    let labels = move || match submission.pending() {
        true => (busy_label.get(), label.get()),
        false => (label.get(), busy_label.get()),
    };
    view! {
        <button
            class="button primary"
            aria-disabled=is_busy
            aria-busy=is_busy
            data-other-label=move || labels().1
        >
            {move || labels().0}
        </button>
    }
}
