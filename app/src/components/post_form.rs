use crate::{
    domain::View, error::AppError, focus::keep_focus, navigation::Navigation, piece::Piece, renewal::renew,
    sign_in::SignIn, submission::Submission,
};
use leptos::{ev::SubmitEvent, prelude::*};

/// A form of the portal: a plain post without script; with it, the answer becomes the state, in place.
#[component]
pub fn PostForm(
    /// What it asks, and how far that is.
    submission: Submission,
    /// Its `id`, where it needs one.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Fields and buttons.
    children: Piece,
) -> impl IntoView {
    let sign_in = SignIn::from_context();
    // The page that was not found has the form to sign out, no script, and no other page to go to.
    let navigation = use_context::<Navigation>();
    let submit = move |event: SubmitEvent| {
        sign_in.press();
        submission.submit(&event, move |answer, is_shown| {
            let Some(navigation) = navigation else { return };
            if let Ok(View {
                elsewhere: Some(address),
                ..
            }) = &answer
            {
                // Another program: a document of its own, and no form to come back to.
                return drop(window().location().replace(address));
            }
            if matches!(answer, Err(AppError::NoAnswer)) {
                sign_in.settle(answer);
                return renew(sign_in, navigation);
            }
            sign_in.settle(answer);
            // Whoever left the page meanwhile stays where they went.
            if is_shown {
                sign_in.go_on(navigation);
                keep_focus();
            }
        });
    };
    view! {
        <form id=id action=submission.path() method="post" on:submit=submit>
            {children}
        </form>
    }
}
