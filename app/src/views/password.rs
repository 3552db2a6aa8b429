use crate::{
    api::change_password::ChangePassword,
    components::{
        field::FieldKind, notice_line::NoticeLine, password_field::PasswordField, post_form::PostForm,
        submit_button::SubmitButton, username_for_managers::UsernameForManagers,
    },
    sign_in::SignIn,
    submission::Submission,
};
use leptos::prelude::*;

/// `/account/password`: another password, by the one that counts. The new one is typed once: a password manager fills it, and
/// whoever mistypes it signs in by a link of the operator.
#[component]
pub fn PasswordPage() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().password;
    let change = Submission::to::<ChangePassword>();
    view! {
        <h1>{move || text().title}</h1>
        <p class="lead">{move || text().lead}</p>
        <NoticeLine />
        <PostForm submission=change>
            <UsernameForManagers />
            <PasswordField
                name="current_password"
                kind=FieldKind::CurrentPassword
                label=Box::new(move || text().current)
                submission=change
            />
            <PasswordField
                name="new_password"
                kind=FieldKind::NewPassword
                label=Box::new(move || text().new)
                hint=Box::new(move || text().new_hint.into())
                submission=change
            />
            <SubmitButton
                submission=change
                label=Signal::derive(move || text().submit)
                busy_label=Signal::derive(move || text().submitting)
            />
        </PostForm>
        <p>
            <a href="/account">{move || text().back}</a>
        </p>
    }
}
