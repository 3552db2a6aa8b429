use leptos::prelude::*;

/// A submit button that shows when its form is at work.
///
/// It is marked `aria-disabled` and not `disabled`, which would throw the keyboard's focus away; the form itself
/// refuses a second submit (see [`hold_while`]).
#[component]
pub fn SubmitButton(
    /// True while the server has not answered.
    #[prop(into)]
    pending: Signal<bool>,
    /// What the button does.
    #[prop(into)]
    label: Signal<&'static str>,
    /// What it says meanwhile.
    #[prop(into)]
    busy_label: Signal<&'static str>,
) -> impl IntoView {
    view! {
        <button class="button primary" aria-disabled=move || pending.get().then_some("true")>
            {move || if pending.get() { busy_label.get() } else { label.get() }}
        </button>
    }
}

/// Stops the submit of a form whose last submit has no answer yet.
pub fn hold_while(pending: impl Into<Signal<bool>>) -> impl FnMut(leptos::ev::SubmitEvent) {
    let pending = pending.into();
    move |event| {
        if pending.get_untracked() {
            event.prevent_default();
        }
    }
}
