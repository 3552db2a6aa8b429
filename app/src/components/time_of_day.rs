use super::moment::minutes_ahead;
use crate::{domain::CivilTime, effects::effect, sign_in::SignIn};
use leptos::prelude::*;

/// A time of the server as the clock on the wall shows it, for a sentence. Without script nobody knows that clock, and the
/// sentence names the one it means. Hydration starts from the words of the server.
pub fn time_of_day(at: Memo<i64>) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    let sign_in = SignIn::from_context();
    let ahead = RwSignal::new(None);
    effect(move || ahead.set(Some(minutes_ahead(at.get()))));
    move || {
        let text = &sign_in.text().code;
        let (elsewhere, in_words) = text.clock_elsewhere;
        match ahead.get() {
            None => in_words(CivilTime::at(at.get(), elsewhere)),
            Some(minutes) => (text.time_of_day)(CivilTime::at(at.get(), minutes)),
        }
    }
}
