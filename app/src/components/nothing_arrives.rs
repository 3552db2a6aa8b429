use crate::{
    derived::says,
    domain::Challenge,
    piece::{Piece, part},
    sign_in::SignIn,
};
use leptos::prelude::*;

/// What helps when no code arrives, for who opens it.
#[component]
pub fn NothingArrives(
    /// The challenge of this session.
    challenge: Memo<Challenge>,
) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let text = move || &sign_in.text().code;
    let takes_number = Memo::new(move |_| challenge.with(Challenge::takes_number));
    let lines = part(move || {
        let general = text().what_helps.into_iter();
        let number = takes_number.get().then_some(text().check_number);
        let mut lines: Vec<String> = general.chain(number).map(ToOwned::to_owned).collect();
        lines.extend(sign_in.help());
        let items = lines.into_iter();
        let items: Vec<_> = items.map(|line| Piece::of(view! { <li>{line}</li> })).collect();
        items
    });
    view! {
        <details class="nothing-arrives">
            <summary>{says(|text| text.code.nothing_arrives)}</summary>
            <ul>{lines}</ul>
        </details>
    }
}
