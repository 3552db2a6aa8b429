use crate::{
    api::choose_password::ChoosePassword,
    components::{
        field::{Field, FieldKind},
        notice_line::NoticeLine,
        password_field::PasswordField,
        post_form::PostForm,
        submit_button::SubmitButton,
    },
    derived::says,
    domain::link_token::token_in,
    effects::effect,
    navigation::Navigation,
    submission::Submission,
};
use leptos::{html::Input, prelude::*};

/// `/choose-password`: the first password, or another one after a reset. The secret of the link stands behind its `#`, which
/// browsers send to no server, so that no log and no `Referer` ever holds it (OWASP ASVS 14.2.1).
#[component]
pub fn ChoosePasswordPage() -> impl IntoView {
    let choose = Submission::to::<ChoosePassword>();
    let field = NodeRef::<Input>::new();
    take_token_from_address(field);
    view! {
        <h1>{says(|text| text.choose_password.title)}</h1>
        <p class="lead">{says(|text| text.choose_password.lead)}</p>
        <NoticeLine />
        <PostForm submission=choose>
            <div class="field">
                <Field
                    name="token"
                    kind=FieldKind::Token
                    label=says(|text| text.choose_password.token)
                    hint=Some(says(|text| text.choose_password.token_hint))
                    node_ref=field
                />
            </div>
            <PasswordField
                name="new_password"
                kind=FieldKind::NewPassword
                label=says(|text| text.choose_password.new_password)
                hint=says(|text| text.choose_password.password_hint)
                submission=choose
            />
            <SubmitButton
                submission=choose
                label=|text| text.choose_password.submit
                busy_label=|text| text.choose_password.submitting
            />
        </PostForm>
    }
}

/// Fills in the token of the link and takes it out of the address bar and the history, where the next person at this machine
/// would find it.
fn take_token_from_address(field: NodeRef<Input>) {
    let navigation = Navigation::from_context();
    effect(move || {
        // Another link on the same page is an arrival, too.
        navigation.page();
        // An address that cannot be read holds no token.
        let fragment = window().location().hash().unwrap_or_default();
        if let (Some(token), Some(input)) = (token_in(&fragment), field.get()) {
            input.set_value(&token);
            navigation.shorten_address();
        }
    });
}
