//! The bundle: what cargo-leptos builds for the browser. A crate of its own, because a library that is both
//! `cdylib` and `rlib` silently loses link-time optimisation.

// The type of a page holds the types of all its parts, and the compiler counts how deep they lie.
#![recursion_limit = "512"]

use wasm_bindgen::prelude::wasm_bindgen;

use app::{App, AppProps};

/// Wakes up the page that the server rendered.
#[wasm_bindgen]
pub fn hydrate() {
    // Only pages of the list carry the script that calls this.
    let path = leptos::prelude::window()
        .location()
        .pathname()
        .unwrap_or_default();
    if let Ok(page) = path.parse() {
        leptos::mount::hydrate_body(move || App(AppProps { page }));
    }
}
