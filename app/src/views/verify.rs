use crate::{
    components::{
        code_steps::CodeSteps, help_line::HelpLine, notice_line::NoticeLine,
        recovery_code_form::RecoveryCodeForm, show::Show, sign_out_form::SignOutForm,
    },
    derived::says,
    domain::{AuthState, Challenge, Page, Purpose},
    sign_in::SignIn,
};
use leptos::prelude::*;

/// `/verify`: the second step.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let challenge = Memo::new(move |_| match sign_in.state() {
        AuthState::CodeNeeded(challenge) => challenge,
        _ => Challenge::default(),
    });
    // Someone who has no phone on file has no recovery codes either.
    let may_recover = Memo::new(move |_| challenge.with(|challenge| challenge.purpose == Purpose::SignIn));
    view! {
        <h1>{says(|text| text.verify.title)}</h1>
        <NoticeLine />
        <CodeSteps challenge page=Page::Verify />
        <Show when=may_recover>
            <RecoveryCodeForm />
        </Show>
        <HelpLine />
        <SignOutForm label=|text| text.verify.cancel />
    }
}
