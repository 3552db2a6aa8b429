//! What becomes of one form between the press and the answer. All forms share this code, because each server function that
//! the browser called by a client of its own would add that client to the bundle.

use crate::{domain::View, effects::spawn, error::AppError, post::post};
use leptos::{
    ev::SubmitEvent,
    prelude::*,
    server_fn::ServerFn,
    wasm_bindgen::JsCast,
    web_sys::{FormData, HtmlButtonElement, HtmlFormElement, UrlSearchParams, js_sys::Object},
};

/// One form and what it is at. Copied freely.
#[derive(Clone, Copy)]
pub struct Submission {
    path: &'static str,
    pending: RwSignal<bool>,
    pressed: RwSignal<Option<String>>,
    answered: RwSignal<u32>,
}

impl Submission {
    /// Of a form that asks this server function.
    pub fn to<S: ServerFn>() -> Self {
        Self {
            path: S::PATH,
            pending: RwSignal::new(false),
            pressed: RwSignal::new(None),
            answered: RwSignal::new(0),
        }
    }

    /// As it is between the press of the button with this value and the answer, for the gallery.
    #[cfg(feature = "ssr")]
    pub(crate) fn at_work(self, pressed: Option<&str>) -> Self {
        self.pending.set(true);
        self.pressed.set(pressed.map(str::to_owned));
        self
    }

    /// Where the form goes without script.
    pub fn path(self) -> &'static str {
        self.path
    }

    /// True while the server has not answered.
    pub fn pending(self) -> bool {
        self.pending.get()
    }

    /// The same, without following it.
    pub fn is_pending_now(self) -> bool {
        self.pending.get_untracked()
    }

    /// The value of the button that was pressed last.
    pub fn pressed(self) -> Option<String> {
        self.pressed.get()
    }

    /// How often the server said what the state is.
    pub fn answered(self) -> u32 {
        self.answered.get()
    }

    /// Asks the server in place of the browser; `then` gets the answer, and whether the form is still on the page. A press
    /// before the answer to the last one does nothing.
    pub fn submit(self, event: &SubmitEvent, then: impl FnOnce(Result<View, AppError>, bool) + 'static) {
        let Some(fields) = Fields::of(event) else {
            // Not an event of a form: the browser does what it would do without script.
            return;
        };
        event.prevent_default();
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        self.pressed.set(fields.pressed);
        spawn(async move {
            let answer = post(self.path, fields.parameters).await;
            let is_answered = answer.is_ok();
            // The form may have left the page meanwhile, and its signals with it.
            let is_shown = self.pending.try_set(false).is_none();
            then(answer, is_shown);
            if is_shown && is_answered {
                self.answered.try_update(|times| *times += 1);
            }
        });
    }
}

struct Fields {
    parameters: UrlSearchParams,
    pressed: Option<String>,
}

impl Fields {
    /// The fields as a browser would send them, with the button that was pressed.
    fn of(event: &SubmitEvent) -> Option<Self> {
        let form = event.target()?.dyn_into::<HtmlFormElement>().ok()?;
        let data = FormData::new_with_form(&form).ok()?;
        let button = pressed_button(event);
        if let Some(button) = &button {
            data.append_with_str(&button.name(), &button.value()).ok()?;
        }
        let data = data.unchecked_ref::<Object>();
        Some(Self {
            parameters: UrlSearchParams::new_with_str_sequence_sequence(data).ok()?,
            pressed: button.map(|button| button.value()),
        })
    }
}

/// The button that sends a form, where it has a name of its own.
pub(crate) fn pressed_button(event: &SubmitEvent) -> Option<HtmlButtonElement> {
    let pressed = event.submitter()?.dyn_into::<HtmlButtonElement>().ok()?;
    Some(pressed).filter(|button| !button.name().is_empty())
}
