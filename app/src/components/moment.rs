use crate::{derived::words, domain::CivilTime, effects::effect, sign_in::SignIn};
use leptos::{prelude::*, web_sys::js_sys::Date};

/// A time of the server. Without script in UTC, and it says so: the server does not know where the person is. A browser that
/// is awake tells it as its own clocks do. Hydration starts from the words of the server.
#[component]
pub fn Moment(
    /// Seconds since 1970.
    at: i64,
) -> impl IntoView {
    let sign_in = SignIn::from_context();
    let ahead = RwSignal::new(None);
    effect(move || ahead.set(Some(minutes_ahead(at))));
    let when = words(move || {
        let text = sign_in.text();
        match ahead.get() {
            None => (text.moment_in_utc)(CivilTime::at(at, 0)),
            Some(minutes) => (text.moment)(CivilTime::at(at, minutes)),
        }
    });
    view! { <time datetime=CivilTime::at(at, 0).as_utc()>{when}</time> }
}

/// How far the clocks here were ahead of UTC at that time: summer time counts.
pub(super) fn minutes_ahead(at: i64) -> i64 {
    let date = Date::new_0();
    date.set_time(at as f64 * 1_000.0);
    -(date.get_timezone_offset() as i64)
}
