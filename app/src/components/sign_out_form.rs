use crate::{api::logout::Logout, components::submit_button::hold_while, sign_in::SignIn};
use leptos::prelude::*;

/// Leaves, from whichever state.
#[component]
pub fn SignOutForm(
    /// What the button says.
    #[prop(into)]
    label: Signal<&'static str>,
) -> impl IntoView {
    let logout = ServerAction::<Logout>::new();
    SignIn::from_context().follow(logout);
    view! {
        <ActionForm action=logout on:submit:capture=hold_while(logout.pending())>
            <button class="button quiet">{label}</button>
        </ActionForm>
    }
}
