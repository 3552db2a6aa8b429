//! The bundle: what cargo-leptos builds for the browser. A crate of its own, because a library that is both
//! `cdylib` and `rlib` silently loses link-time optimisation.

// The type of a page holds the types of all its parts, and the compiler counts how deep they lie.
#![recursion_limit = "512"]

use wasm_bindgen::prelude::wasm_bindgen;

/// Wakes up the page that the server rendered.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_body(app::App);
}
