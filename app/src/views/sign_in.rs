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
    domain::{auth_state::Step, typed_form::TYPED_FORM},
    sign_in::SignIn,
    submission::Submission,
};
use leptos::{either::EitherOf3, prelude::*};

/// `/`: the first step, or the way on for someone who took it already.
#[component]
pub fn SignInPage() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let step = Memo::new(move |_| sign_in.state().step());
    view! {
        {move || match step.get() {
            Step::SignedOut => EitherOf3::A(view! { <PasswordForm /> }),
            Step::CodeNeeded => EitherOf3::B(view! { <OneMoreStep /> }),
            Step::SignedIn | Step::Confirmed => EitherOf3::C(view! { <Greeting /> }),
        }}
    }
}

#[component]
fn PasswordForm() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().sign_in;
    let login = Submission::to::<crate::api::login::Login>();
    view! {
        <h1>{move || text().title}</h1>
        <p class="lead">{move || text().lead}</p>
        <NoticeLine />
        <PostForm submission=login id=TYPED_FORM>
            <div class="field">
                <Field
                    name="username"
                    kind=FieldKind::UserId
                    label=Box::new(move || text().user_id)
                    value=sign_in.take_typed().username
                />
            </div>
            <PasswordField
                name="password"
                kind=FieldKind::CurrentPassword
                label=Box::new(move || text().password)
                submission=login
            />
            <SubmitButton
                submission=login
                label=Signal::derive(move || text().submit)
                busy_label=Signal::derive(move || text().submitting)
            />
        </PostForm>
        <HelpLine />
    }
}

#[component]
fn OneMoreStep() -> impl IntoView {
    let sign_in = SignIn::from_context();
    view! {
        <h1>{move || sign_in.text().sign_in.code_needed}</h1>
        <NoticeLine />
        <p>
            <a class="button primary" href="/verify">{move || sign_in.text().sign_in.continue_to_code}</a>
        </p>
        <SignOutForm label=Signal::derive(move || sign_in.text().verify.cancel) />
    }
}

#[component]
fn Greeting() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let name = move || match sign_in.state() {
        crate::domain::AuthState::SignedIn(account) => account.user_id,
        _ => String::new(),
    };
    view! {
        <h1>{move || (sign_in.text().sign_in.welcome)(&name())}</h1>
        <NoticeLine />
        <p>
            <a class="button primary" href="/account">{move || sign_in.text().sign_in.my_account}</a>
        </p>
    }
}
