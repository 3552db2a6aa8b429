//! Without script, or before it is awake, a button of a switch sends the form of the page along, so that the next page can show again
//! what was typed.

use crate::{
    domain::{
        Page,
        typed_form::{EnterKey, TYPED_FORM, typed_form},
    },
    effects::effect,
    navigation::Navigation,
    sign_in::SignIn,
};
use leptos::prelude::*;

/// How the buttons of a switch belong to the form of the page. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct TypedAlong {
    page: Option<Page>,
    enter: Option<EnterKey>,
    asleep: RwSignal<bool>,
}

impl TypedAlong {
    /// On the page that is shown.
    pub(super) fn on_this_page(sign_in: SignIn) -> Self {
        // The page that was not found has no navigation, and no such form.
        let page = use_context::<Navigation>().map(Navigation::page_now);
        let enter = page.and_then(|page| typed_form(page, &sign_in.state_now()));
        let asleep = RwSignal::new(enter.is_some());
        effect(move || asleep.set(false));
        Self { page, enter, asleep }
    }

    /// What Enter presses in the form of the page, where there is one.
    pub(super) fn enter(self) -> Option<EnterKey> {
        self.enter
    }

    /// The form that the buttons belong to; none once script is awake.
    pub(super) fn form(self) -> Option<&'static str> {
        self.asleep.get().then_some(TYPED_FORM)
    }

    /// Where the buttons go: the answer is the page that they stand on.
    pub(super) fn action(self, path: &'static str) -> Option<String> {
        self.page.map(|page| format!("{path}?page={}", page.path()))
    }
}
