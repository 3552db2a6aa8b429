use super::field::{Field, FieldKind, Saying};
use crate::{sign_in::SignIn, submission::Submission};
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
    label: Saying<&'static str>,
    /// A rule.
    #[prop(optional)]
    hint: Option<Saying<String>>,
    /// The form around it.
    submission: Submission,
) -> impl IntoView {
    let text = move || SignIn::from_context().text();
    let shown = RwSignal::new(false);
    Effect::new(move |_| {
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
                aria-label=move || text().show_password
                aria-pressed=move || if shown.get() { "true" } else { "false" }
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {move || text().show}
            </button>
        </div>
    }
}
