use super::post_form::PostForm;
use crate::{
    api::logout::Logout,
    derived::{Phrase, says},
    submission::Submission,
};
use leptos::prelude::*;

/// Leaves, from whichever state.
#[component]
pub fn SignOutForm(
    /// What the button says.
    label: Phrase,
) -> impl IntoView {
    let logout = Submission::to::<Logout>();
    view! {
        <PostForm submission=logout>
            <button class="button quiet">{says(label)}</button>
        </PostForm>
    }
}
