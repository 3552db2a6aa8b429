//! A question to the server, as the browser asks it.

use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response, wasm_bindgen::JsCast};

/// What came back.
pub(crate) struct Answer {
    /// False for what the server refuses, and for what is broken.
    pub(crate) is_ok: bool,
    /// The body.
    pub(crate) text: String,
}

/// Asks, and waits for the whole answer. None where none came.
pub(crate) async fn fetch(path: &str, question: &RequestInit) -> Option<Answer> {
    let answer = JsFuture::from(window().fetch_with_str_and_init(path, question)).await;
    let answer: Response = answer.ok()?.unchecked_into();
    let text = JsFuture::from(answer.text().ok()?).await.ok()?;
    Some(Answer {
        is_ok: answer.ok(),
        text: text.as_string()?,
    })
}
