//! A choice about the pages themselves. Script knows what follows from it, and keeps it at once in the cookie that the server
//! reads: no page that is asked for next comes too early. The server is told too, because some browsers keep for a week only
//! what script wrote.

use crate::{
    domain::preference::preference_cookie, effects::spawn, piece::Piece, post::post, sign_in::SignIn,
    submission::pressed_button,
};
use leptos::{ev::SubmitEvent, prelude::*, wasm_bindgen::JsCast};
use web_sys::{HtmlDocument, UrlSearchParams};

/// What one of these forms is about.
#[derive(Clone, Copy)]
pub struct Choice {
    /// The server function.
    pub path: &'static str,
    /// Name of the field, and of the buttons.
    pub field: &'static str,
    /// Name of the cookie, without the part that binds it to the host.
    pub cookie: &'static str,
    /// Changes the page in place, by the value of the button.
    pub show: fn(SignIn, &str),
}

/// A plain post without script; with it, nobody waits for the server.
#[component]
pub fn ChoiceForm(
    /// What is chosen.
    choice: Choice,
    /// The buttons.
    children: Piece,
) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let teller = Teller::of(choice);
    let submit = move |event: SubmitEvent| {
        let Some(button) = pressed_button(&event) else {
            return;
        };
        event.prevent_default();
        let value = button.value();
        (choice.show)(sign_in, &value);
        teller.tell(value);
    };
    view! {
        <form action=choice.path method="post" on:submit=submit>
            {children}
        </form>
    }
}

/// Tells the server one choice after the other: an answer to an older one must not come last.
#[derive(Clone, Copy)]
struct Teller {
    choice: Choice,
    untold: StoredValue<Option<String>>,
    is_telling: StoredValue<bool>,
}

impl Teller {
    fn of(choice: Choice) -> Self {
        Self {
            choice,
            untold: StoredValue::new(None),
            is_telling: StoredValue::new(false),
        }
    }

    fn tell(self, value: String) {
        keep(self.choice.cookie, &value);
        self.untold.set_value(Some(value));
        if self.is_telling.get_value() {
            return;
        }
        self.is_telling.set_value(true);
        spawn(async move {
            while let Some(value) = self.untold.try_update_value(Option::take).flatten() {
                // The answer to an older choice wrote that one.
                keep(self.choice.cookie, &value);
                self.ask(&value).await;
            }
            self.is_telling.try_set_value(false);
        });
    }

    async fn ask(self, value: &str) {
        let Ok(fields) = UrlSearchParams::new() else {
            return;
        };
        fields.append(self.choice.field, value);
        // Whatever it says: the choice stands, and is in the cookie.
        let _ = post(self.choice.path, fields).await;
    }
}

fn keep(cookie: &str, value: &str) {
    let is_secure = location().protocol().is_ok_and(|protocol| protocol == "https:");
    let document: HtmlDocument = document().unchecked_into();
    // A browser that takes no cookies signs nobody in either.
    let _ = document.set_cookie(&preference_cookie(cookie, value, is_secure));
}
