//! Where the keyboard stands. What was pressed may be gone once it is answered, and whoever does not see the page would have to
//! begin at its top.

use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys::HtmlElement};

/// The `id` of what is not the frame of the page.
pub(crate) const CONTENT_ID: &str = "content";

/// Once the page is drawn, puts the keyboard at the beginning of the content if it stands nowhere (WCAG 2.2, 2.4.3). Nothing moves
/// on the screen.
pub(crate) fn keep_focus() {
    request_animation_frame(|| {
        let document = document();
        let stands = document.active_element();
        let is_lost = stands.is_none_or(|element| element.tag_name() == "BODY");
        let content = document.get_element_by_id(CONTENT_ID).filter(|_| is_lost);
        if let Some(content) = content.and_then(|content| content.dyn_into::<HtmlElement>().ok()) {
            let height = window().scroll_y().unwrap_or_default();
            // Focus is a comfort; a browser that refuses it changes nothing.
            let _ = content.focus();
            window().scroll_to_with_x_and_y(0.0, height);
        }
    });
}
