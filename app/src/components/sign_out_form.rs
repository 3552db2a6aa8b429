use super::post_form::PostForm;
use crate::{api::logout::Logout, submission::Submission};
use leptos::prelude::*;

/// Leaves, from whichever state.
#[component]
pub fn SignOutForm(
    /// What the button says.
    #[prop(into)]
    label: Signal<&'static str>,
) -> impl IntoView {
    let logout = Submission::to::<Logout>();
    view! {
        <PostForm submission=logout>
            <button class="button quiet">{label}</button>
        </PostForm>
    }
}
