use crate::{sign_in::SignIn, submission::Submission};
use leptos::{ev::SubmitEvent, prelude::*};

/// A form of the portal: a plain post without script; with it, the answer becomes the state, in place.
#[component]
pub fn PostForm(
    /// What it asks, and how far that is.
    submission: Submission,
    /// True where the answer changes nothing on the page.
    #[prop(optional)]
    in_background: bool,
    /// Fields and buttons.
    children: Children,
) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let go = sign_in.way();
    let submit = move |event: SubmitEvent| {
        let go = go.clone();
        submission.submit(&event, move |answer, is_shown| {
            if !in_background {
                sign_in.settle(answer);
                // Whoever left the page meanwhile stays where they went.
                if is_shown {
                    go();
                }
            }
        });
    };
    view! {
        <form action=submission.path() method="post" on:submit=submit>
            {children()}
        </form>
    }
}
