use crate::{
    api::change_password::ChangePassword,
    components::{
        field::FieldKind, notice_line::NoticeLine, password_field::PasswordField, post_form::PostForm,
        submit_button::SubmitButton, username_for_managers::UsernameForManagers,
    },
    derived::says,
    submission::Submission,
};
use leptos::prelude::*;

/// `/account/password`: another password, by the one that counts. The new one is typed once: a password manager fills it, and
/// whoever mistypes it signs in by a link of the operator.
#[component]
pub fn PasswordPage() -> impl IntoView {
    let change = Submission::to::<ChangePassword>();
    view! {
        <h1>{says(|text| text.password.title)}</h1>
        <p class="lead">{says(|text| text.password.lead)}</p>
        <NoticeLine />
        <PostForm submission=change>
            <UsernameForManagers />
            <PasswordField
                name="current_password"
                kind=FieldKind::CurrentPassword
                label=says(|text| text.password.current)
                submission=change
            />
            <PasswordField
                name="new_password"
                kind=FieldKind::NewPassword
                label=says(|text| text.password.new)
                hint=says(|text| text.password.new_hint)
                submission=change
            />
            <SubmitButton
                submission=change
                label=|text| text.password.submit
                busy_label=|text| text.password.submitting
            />
        </PostForm>
        <p>
            <a href="/account">{says(|text| text.password.back)}</a>
        </p>
    }
}
