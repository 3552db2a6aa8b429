use crate::{brand::Brand, piece::Piece};
use leptos::prelude::*;

/// Whose portal this is: logo and name. Our own logo is a seal with a check mark.
#[component]
pub fn BrandMark(
    /// Name and logo.
    brand: Brand,
) -> impl IntoView {
    let is_own = brand.is_own();
    let logo = match brand.logo {
        // The name stands beside it.
        Some(address) => Piece::of(view! { <img class="logo" src=address alt="" /> }),
        None => Piece::of(view! {
            <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
                <rect width="32" height="32" rx="9"></rect>
                <path class="rim" d="M10 3.5h12a6.5 6.5 0 0 1 6.5 6.5v12a6.5 6.5 0 0 1-6.5 6.5H10A6.5 6.5 0 0 1 3.5 22V10A6.5 6.5 0 0 1 10 3.5z"></path>
                <path d="M9.5 16.5l4.5 4.5 9-10"></path>
            </svg>
        }),
    };
    view! {
        {logo}
        <span class="name">{brand.name}</span>
        {Piece::if_some(is_own.then(|| view! { <span class="kanji" lang="ja">"確認"</span> }))}
    }
}
