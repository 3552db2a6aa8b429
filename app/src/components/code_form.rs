use super::{post_form::PostForm, sent_code_facts::SentCodeFacts, submit_button::SubmitButton};
use crate::{
    api::check_code::{CheckCode, REMEMBER},
    domain::Challenge,
    sign_in::SignIn,
    submission::Submission,
};
use leptos::{html::Input, prelude::*};

/// Takes the code. One real input: six boxes would break autofill and pasting.
#[component]
pub fn CodeForm(
    /// The challenge of this session.
    challenge: Memo<Challenge>,
) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let check = Submission::to::<CheckCode>();
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if check.answered() > 0 {
            start_over(field);
        }
    });
    view! {
        <PostForm submission=check>
            <SentCodeFacts challenge />
            <div class="field">
                <label for="code">{move || sign_in.text().verify.code}</label>
                <input
                    id="code"
                    class="code"
                    name="code"
                    node_ref=field
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-describedby="code_facts"
                    required
                />
            </div>
            <RememberChoice challenge />
            <SubmitButton
                submission=check
                label=Signal::derive(move || sign_in.text().verify.check)
                busy_label=Signal::derive(move || sign_in.text().verify.checking)
            />
        </PostForm>
    }
}

/// Absent where the operator does not offer it. A confirmation or another phone is no sign-in.
#[component]
fn RememberChoice(challenge: Memo<Challenge>) -> impl IntoView {
    let text = move || &SignIn::from_context().text().verify;
    let days = Memo::new(move |_| challenge.with(Challenge::offered_days));
    view! {
        <Show when=move || days.get().is_some()>
            <label class="choice">
                <input type="checkbox" name="remember" value=REMEMBER aria-describedby="remember_hint" />
                <span>{move || days.get().map(text().remember)}</span>
            </label>
            <p class="hint" id="remember_hint">{move || text().remember_hint}</p>
        </Show>
    }
}

/// A code that was checked is of no more use: the next one is typed into an empty field.
fn start_over(field: NodeRef<Input>) {
    if let Some(input) = field.get_untracked() {
        input.set_value("");
        // Focus is a comfort; a browser that refuses it changes nothing.
        let _ = input.focus();
    }
}
