use crate::{
    components::{
        field::{Field, FieldKind},
        help_line::HelpLine,
        notice_line::NoticeLine,
        password_field::PasswordField,
        post_form::PostForm,
        sign_out_form::SignOutForm,
        submit_button::SubmitButton,
    },
    derived::{derived, says, words_if},
    domain::{auth_state::Step, typed_form::TYPED_FORM},
    piece::Piece,
    sign_in::SignIn,
    submission::Submission,
};
use leptos::prelude::*;

/// `/`: the first step, or the way on for someone who took it already.
#[component]
pub fn SignInPage() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let step = Memo::new(move |_| sign_in.state().step());
    view! {
        {derived(move || match step.get() {
            Step::SignedOut => Piece::of(view! { <PasswordForm /> }),
            Step::CodeNeeded => Piece::of(view! { <OneMoreStep /> }),
            Step::SignedIn | Step::Confirmed => Piece::of(view! { <Greeting /> }),
        })}
    }
}

#[component]
fn PasswordForm() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let login = Submission::to::<crate::api::login::Login>();
    view! {
        <h1>{says(|text| text.sign_in.title)}</h1>
        <p class="lead">{says(|text| text.sign_in.lead)}</p>
        <NoticeLine />
        <PostForm submission=login id=TYPED_FORM>
            <div class="field">
                <Field
                    name="username"
                    kind=FieldKind::UserId
                    label=says(|text| text.sign_in.user_id)
                    value=sign_in.take_typed().username
                />
            </div>
            <PasswordField
                name="password"
                kind=FieldKind::CurrentPassword
                label=says(|text| text.sign_in.password)
                submission=login
            />
            <SubmitButton
                submission=login
                label=|text| text.sign_in.submit
                busy_label=|text| text.sign_in.submitting
            />
        </PostForm>
        <HelpLine />
    }
}

#[component]
fn OneMoreStep() -> impl IntoView {
    view! {
        <h1>{says(|text| text.sign_in.code_needed)}</h1>
        <NoticeLine />
        <p>
            <a class="button primary" href="/verify">{says(|text| text.sign_in.continue_to_code)}</a>
        </p>
        <SignOutForm label=|text| text.verify.cancel />
    }
}

#[component]
fn Greeting() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let welcome = move || sign_in.with_account(|account| (sign_in.text().sign_in.welcome)(&account.user_id));
    view! {
        <h1>{words_if(welcome)}</h1>
        <NoticeLine />
        <p>
            <a class="button primary" href="/account">{says(|text| text.sign_in.my_account)}</a>
        </p>
    }
}
