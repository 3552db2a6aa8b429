use crate::{
    api::change_password::ChangePassword,
    components::{
        notice_line::NoticeLine, post_form::PostForm, submit_button::SubmitButton,
        username_for_managers::UsernameForManagers,
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
            <div class="field">
                <label for="current_password">{move || text().current}</label>
                <input
                    id="current_password"
                    name="current_password"
                    type="password"
                    autocomplete="current-password"
                    required
                />
            </div>
            <div class="field">
                <label for="new_password">{move || text().new}</label>
                <input
                    id="new_password"
                    name="new_password"
                    type="password"
                    autocomplete="new-password"
                    aria-describedby="new_password_hint"
                    required
                />
                <p class="hint" id="new_password_hint">{move || text().new_hint}</p>
            </div>
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
