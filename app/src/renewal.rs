//! Asks the server again where the page may be behind: another tab went on, the computer slept, an answer did not come.

use crate::{
    api::current_view::CurrentView,
    effects::{effect, spawn},
    navigation::Navigation,
    post::post,
    sign_in::SignIn,
};
use leptos::{
    prelude::*,
    server_fn::ServerFn,
    web_sys::{UrlSearchParams, js_sys::Date},
};

/// Milliseconds. Whoever turns from tab to tab asks no more often.
const BETWEEN_QUESTIONS: f64 = 2_000.0;

/// Whenever the page is seen again, it is made true again.
pub(crate) fn keep_true(sign_in: SignIn, navigation: Navigation) {
    effect(move || {
        let asked = StoredValue::new(Date::now());
        let look = move |_| {
            let now = Date::now();
            if document().hidden() || (now - asked.get_value()).abs() < BETWEEN_QUESTIONS {
                return;
            }
            asked.set_value(now);
            sign_in.catch_up();
            renew(sign_in, navigation);
        };
        // The second is for a page that the browser kept whole.
        window_event_listener_untyped("visibilitychange", look);
        window_event_listener_untyped("pageshow", look);
    });
}

/// Asks for the state, changes nothing, and stays where the person is if this state may see it.
pub(crate) fn renew(sign_in: SignIn, navigation: Navigation) {
    let before = sign_in.presses();
    spawn(async move {
        let Ok(nothing) = UrlSearchParams::new() else {
            return;
        };
        let answer = post(CurrentView::PATH, nothing).await;
        // A press meanwhile has the newer answer, and a server that cannot be reached is told at the next press.
        if let Ok(view) = answer
            && sign_in.presses() == before
        {
            sign_in.renew(view);
            sign_in.guard(navigation, navigation.page_now());
        }
    });
}
