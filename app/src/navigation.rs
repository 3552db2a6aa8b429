//! From page to page without loading a document. The pages are a closed list at fixed paths, so that this takes no router, which
//! would be a third of the bundle.

use crate::{domain::Page, effects::effect, focus::keep_focus};
use leptos::{
    ev,
    ev::MouseEvent,
    prelude::*,
    wasm_bindgen::{JsCast, JsValue},
    web_sys::Element,
};

/// The page that is shown. Copied freely; provided once by [`crate::App`].
#[derive(Clone, Copy)]
pub struct Navigation(RwSignal<Page>);

impl Navigation {
    /// Starts at this page, and from then on follows links and the Back button of the browser.
    pub fn start(page: Page) -> Self {
        let this = Self(RwSignal::new(page));
        effect(move || {
            window_event_listener(ev::popstate, move |_| this.arrive());
            window_event_listener(ev::click, move |event| this.follow(&event));
        });
        this
    }

    /// The navigation of this document.
    pub fn from_context() -> Self {
        expect_context()
    }

    /// The page; whoever reads it follows its changes, and each new arrival at the same page.
    pub fn page(self) -> Page {
        self.0.get()
    }

    /// The same, for whoever does not follow it.
    pub fn page_now(self) -> Page {
        self.0.get_untracked()
    }

    /// Goes to this page, unless it is shown.
    pub fn go(self, page: Page, entry: HistoryEntry) {
        if self.0.get_untracked() != page {
            write_history(page, entry);
            self.0.set(page);
            window().scroll_to_with_x_and_y(0.0, 0.0);
            keep_focus();
        }
    }

    /// Takes what stands behind the path out of the address bar and the history.
    pub fn shorten_address(self) {
        write_history(self.0.get_untracked(), HistoryEntry::Same);
    }

    // The address bar shows another page, or the same with another fragment.
    fn arrive(self) {
        let location = window().location();
        match location.pathname().ok().and_then(|path| path.parse().ok()) {
            Some(page) => {
                self.0.set(page);
                keep_focus();
            }
            // A page of ours led away from here and back. A browser that does not load it leaves what is shown.
            None => drop(location.reload()),
        }
    }

    fn follow(self, event: &MouseEvent) {
        if let Some(page) = plain_press(event).and_then(|target| page_behind(&target)) {
            event.prevent_default();
            self.go(page, HistoryEntry::New);
        }
    }
}

/// What a step leaves behind for the Back button.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum HistoryEntry {
    /// A way back to the page before.
    New,
    /// None.
    Same,
}

fn write_history(page: Page, entry: HistoryEntry) {
    let Ok(history) = window().history() else { return };
    let path = Some(page.path());
    // Browsers refuse after a hundred steps in half a minute: the page changes all the same.
    let _ = match entry {
        HistoryEntry::New => history.push_state_with_url(&JsValue::NULL, "", path),
        HistoryEntry::Same => history.replace_state_with_url(&JsValue::NULL, "", path),
    };
}

/// What was pressed, unless the person asked for another tab or window, or somebody took care of it.
fn plain_press(event: &MouseEvent) -> Option<Element> {
    let asks_for_more = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
    if asks_for_more || event.button() != 0 || event.default_prevented() {
        return None;
    }
    event.target()?.dyn_into().ok()
}

/// Links to pages are written as plain paths; `rel="external"` marks those that load a document.
fn page_behind(target: &Element) -> Option<Page> {
    let link = target.closest("a[href]:not([rel=external])").ok()??;
    link.get_attribute("href")?.parse().ok()
}
