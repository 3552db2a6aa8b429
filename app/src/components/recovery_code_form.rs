use super::{
    field::{Field, FieldKind},
    post_form::PostForm,
    submit_button::SubmitButton,
};
use crate::{
    api::use_recovery_code::UseRecoveryCode, domain::Notice, sign_in::SignIn, submission::Submission,
};
use leptos::prelude::*;

/// Takes a recovery code in the place of a code by phone. Folded away, because most people never need it; open where the
/// last press was about it, or where the phone leads no further.
#[component]
pub fn RecoveryCodeForm() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().recovery_codes;
    let enter = Submission::to::<UseRecoveryCode>();
    let open = Memo::new(move |_| {
        matches!(
            sign_in.notice(),
            Some(
                Notice::MalformedRecoveryCode
                    | Notice::WrongRecoveryCode
                    | Notice::TooManyRecoveryCodes
                    | Notice::FactorLocked
            )
        )
    });
    view! {
        <details class="recovery" open=move || open.get()>
            <summary>{move || text().no_phone}</summary>
            <PostForm submission=enter>
                <div class="field">
                    <Field
                        name="recovery_code"
                        kind=FieldKind::RecoveryCode
                        label=Box::new(move || text().code)
                        hint=Some(Box::new(move || text().code_hint.into()))
                    />
                </div>
                <SubmitButton
                    submission=enter
                    label=Signal::derive(move || text().enter)
                    busy_label=Signal::derive(move || text().entering)
                />
            </PostForm>
        </details>
    }
}
