use crate::{derived::words_if, sign_in::SignIn};
use leptos::prelude::*;

/// Tells password managers whose password a form is about; the server ignores it. A text field without a place on the page,
/// because they overlook inputs of type `hidden`.
#[component]
pub fn UsernameForManagers() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let user_id = words_if(move || sign_in.with_account(|account| account.user_id.clone()));
    view! { <input name="username" autocomplete="username" value=user_id readonly hidden /> }
}
