use crate::submission::Submission;
use leptos::prelude::*;

/// A submit button that shows when its form is at work.
///
/// It is marked `aria-disabled` and not `disabled`, which would throw the keyboard's focus away; the form itself
/// refuses a second submit.
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
    view! {
        <button class="button primary" aria-disabled=move || submission.pending().then_some("true")>
            {move || if submission.pending() { busy_label.get() } else { label.get() }}
        </button>
    }
}
