use crate::{
    components::{
        notice_line::NoticeLine, recovery_codes_left::RecoveryCodesLeft, sign_out_form::SignOutForm,
    },
    domain::{Account, AuthState},
    sign_in::SignIn,
};
use leptos::prelude::*;

/// `/account`: shown from an [`Account`] and from nothing else, which only an approved second factor makes.
#[component]
pub fn AccountPage() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let account = Memo::new(move |_| match sign_in.state() {
        AuthState::SignedIn(account) => Some(account),
        _ => None,
    });
    move || account.get().map(|account| view! { <Details account /> })
}

#[component]
fn Details(account: Account) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().account;
    view! {
        <h1>{move || text().title}</h1>
        <p class="lead">{move || text().lead}</p>
        <NoticeLine />
        <dl class="details">
            <dt>{move || text().user_id}</dt>
            <dd>{account.user_id}</dd>
            <dt>{move || text().phone}</dt>
            <dd>{account.phone.map(|phone| phone.to_string())}</dd>
            <dt>{move || text().role}</dt>
            <dd>{account.role.as_str()}</dd>
        </dl>
        <RecoveryCodesLeft left=account.recovery_codes_left />
        <SignOutForm label=Signal::derive(move || text().sign_out) />
    }
}
