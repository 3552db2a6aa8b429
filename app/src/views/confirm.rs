use crate::{
    api::confirm_password::ConfirmPassword,
    components::{
        code_steps::CodeSteps, field::FieldKind, notice_line::NoticeLine, password_field::PasswordField,
        post_form::PostForm, recovery_code_form::RecoveryCodeForm, submit_button::SubmitButton,
        username_for_managers::UsernameForManagers,
    },
    domain::{AuthState, Challenge, Page, Purpose},
    sign_in::SignIn,
    submission::Submission,
};
use leptos::prelude::*;

/// `/account/confirm`: the password once more, then a code.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().confirm;
    let open = Memo::new(move |_| challenge_of(sign_in, Purpose::StepUp));
    let challenge = Memo::new(move |_| open.get().unwrap_or_default());
    let password_given = Memo::new(move |_| open.with(Option::is_some));
    let has_phone = Memo::new(move |_| challenge.with(|challenge| challenge.phone.is_some()));
    view! {
        <h1>{move || text().title}</h1>
        <NoticeLine />
        <Show when=move || password_given.get() fallback=PasswordForm>
            <Show
                when=move || has_phone.get()
                fallback=move || view! { <p class="lead">{move || text().no_phone}</p> }
            >
                <CodeSteps challenge page=Page::Confirm />
            </Show>
            <RecoveryCodeForm />
        </Show>
        <p>
            <a href="/account">{move || text().back}</a>
        </p>
    }
}

/// The challenge that a signed-in person began for this purpose; one of another purpose belongs to another page.
pub(super) fn challenge_of(sign_in: SignIn, purpose: Purpose) -> Option<Challenge> {
    match sign_in.state() {
        AuthState::SignedIn(account) => account.challenge.filter(|challenge| challenge.purpose == purpose),
        _ => None,
    }
}

#[component]
fn PasswordForm() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().confirm;
    let confirm = Submission::to::<ConfirmPassword>();
    view! {
        <p class="lead">{move || text().lead}</p>
        <PostForm submission=confirm>
            <UsernameForManagers />
            <PasswordField
                name="password"
                kind=FieldKind::CurrentPassword
                label=Box::new(move || text().password)
                submission=confirm
            />
            <SubmitButton
                submission=confirm
                label=Signal::derive(move || text().submit)
                busy_label=Signal::derive(move || text().submitting)
            />
        </PostForm>
    }
}
