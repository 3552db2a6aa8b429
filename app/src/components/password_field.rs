use super::field::{Field, FieldKind};
use crate::{
    derived::{Words, says, true_or_false},
    effects::effect,
    submission::Submission,
};
use leptos::prelude::*;

/// A field for a password, with a button that shows it while it is typed (NIST SP 800-63B-4, 3.1.1.2). The button is there as soon
/// as script is awake, and has its place before, so that nothing moves. The password is hidden again before the form is sent,
/// or browsers would keep it in the list of what was typed.
#[component]
pub fn PasswordField(
    /// Its name in the form, and its `id`.
    name: &'static str,
    /// The password that counts, or a new one.
    kind: FieldKind,
    /// Its label.
    label: Words,
    /// A rule.
    #[prop(optional)]
    hint: Option<Words>,
    /// The form around it.
    submission: Submission,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    effect(move || {
        if submission.pending() {
            shown.set(false);
        }
    });
    view! {
        <div class="field secret">
            <Field name kind label hint=hint shown />
            <button
                class="show"
                type="button"
                aria-controls=name
                aria-label=says(|text| text.show_password)
                aria-pressed=true_or_false(move || shown.get())
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {says(|text| text.show)}
            </button>
        </div>
    }
}
