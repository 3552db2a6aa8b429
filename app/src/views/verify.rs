use crate::{
    components::{code_steps::CodeSteps, notice_line::NoticeLine, sign_out_form::SignOutForm},
    domain::{AuthState, Challenge, Page},
    sign_in::SignIn,
};
use leptos::prelude::*;

/// `/verify`: the second step.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().verify;
    let challenge = Memo::new(move |_| match sign_in.state() {
        AuthState::CodeNeeded(challenge) => challenge,
        _ => Challenge::default(),
    });
    view! {
        <h1>{move || text().title}</h1>
        <NoticeLine />
        <CodeSteps challenge page=Page::Verify />
        <SignOutForm label=Signal::derive(move || text().cancel) />
    }
}
