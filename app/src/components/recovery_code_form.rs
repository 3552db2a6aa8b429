use super::{
    field::{Field, FieldKind},
    post_form::PostForm,
    submit_button::SubmitButton,
};
use crate::{
    api::use_recovery_code::UseRecoveryCode,
    derived::{says, there_if},
    domain::Notice,
    sign_in::SignIn,
    submission::Submission,
};
use leptos::prelude::*;

/// Takes a recovery code in the place of a code by phone. Folded away, because most people never need it; open where the
/// last press was about it, or where the phone leads no further.
#[component]
pub fn RecoveryCodeForm() -> impl IntoView {
    let sign_in = SignIn::from_context();
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
        <details class="recovery" open=there_if(move || open.get())>
            <summary>{says(|text| text.recovery_codes.no_phone)}</summary>
            <PostForm submission=enter>
                <div class="field">
                    <Field
                        name="recovery_code"
                        kind=FieldKind::RecoveryCode
                        label=says(|text| text.recovery_codes.code)
                        hint=Some(says(|text| text.recovery_codes.code_hint))
                    />
                </div>
                <SubmitButton
                    submission=enter
                    label=|text| text.recovery_codes.enter
                    busy_label=|text| text.recovery_codes.entering
                />
            </PostForm>
        </details>
    }
}
