use crate::{
    api::confirm_password::ConfirmPassword,
    components::{
        code_steps::CodeSteps, field::FieldKind, notice_line::NoticeLine, password_field::PasswordField,
        post_form::PostForm, recovery_code_form::RecoveryCodeForm, show::Show, submit_button::SubmitButton,
        username_for_managers::UsernameForManagers,
    },
    derived::says,
    domain::{Challenge, Page, Purpose},
    sign_in::SignIn,
    submission::Submission,
};
use leptos::prelude::*;

/// `/account/confirm`: the password once more, then a code.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let open = move || challenge_of(sign_in, Purpose::StepUp);
    let challenge = Memo::new(move |_| open().unwrap_or_default());
    let password_given = Memo::new(move |_| open().is_some());
    let has_phone = Memo::new(move |_| challenge.with(|challenge| challenge.phone.is_some()));
    view! {
        <h1>{says(|text| text.confirm.title)}</h1>
        <NoticeLine />
        <Show when=password_given fallback=PasswordForm>
            <Show
                when=has_phone
                fallback=move || view! { <p class="lead">{says(|text| text.confirm.no_phone)}</p> }
            >
                <CodeSteps challenge page=Page::Confirm />
            </Show>
            <RecoveryCodeForm />
        </Show>
        <p>
            <a href="/account">{says(|text| text.confirm.back)}</a>
        </p>
    }
}

/// The challenge that a signed-in person began for this purpose; one of another purpose belongs to another page.
pub(super) fn challenge_of(sign_in: SignIn, purpose: Purpose) -> Option<Challenge> {
    let challenge = sign_in.with_account(|account| account.challenge.clone());
    challenge
        .flatten()
        .filter(|challenge| challenge.purpose == purpose)
}

#[component]
fn PasswordForm() -> impl IntoView {
    let confirm = Submission::to::<ConfirmPassword>();
    view! {
        <p class="lead">{says(|text| text.confirm.lead)}</p>
        <PostForm submission=confirm>
            <UsernameForManagers />
            <PasswordField
                name="password"
                kind=FieldKind::CurrentPassword
                label=says(|text| text.confirm.password)
                submission=confirm
            />
            <SubmitButton
                submission=confirm
                label=|text| text.confirm.submit
                busy_label=|text| text.confirm.submitting
            />
        </PostForm>
    }
}
