use crate::{domain::AuthState, sign_in::SignIn};
use leptos::prelude::*;

/// Tells password managers whose password a form is about, where nobody types a user ID. It has no name, and is not sent.
#[component]
pub fn KnownUser() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let user_id = match sign_in.state() {
        AuthState::SignedIn(account) => account.user_id,
        _ => String::new(),
    };
    view! { <input autocomplete="username" value=user_id hidden readonly /> }
}
