//! The server's time in the browser: what the server said, moved on by the seconds that passed here.
//!
//! The browser's own time of day is never used, it may be wrong by hours. Hydration starts at zero seconds, so that
//! the first picture is the one that the server painted.

use crate::effects::effect;
use leptos::{prelude::*, web_sys::js_sys::Date};
use std::time::Duration;

/// Seconds since the last answer of the server. They pass only in a browser.
#[derive(Clone, Copy)]
pub struct SecondsSinceAnswer {
    answered_at: StoredValue<f64>,
    seconds: RwSignal<i64>,
}

impl SecondsSinceAnswer {
    /// Counts from zero. The browser begins when the page is awake.
    pub fn start() -> Self {
        let this = Self {
            answered_at: StoredValue::new(0.0),
            seconds: RwSignal::new(0),
        };
        effect(move || {
            this.answered_at.set_value(Date::now());
            set_interval(move || this.tick(), Duration::from_secs(1));
        });
        this
    }

    /// The seconds; whoever reads them follows them.
    pub fn get(self) -> i64 {
        self.seconds.get()
    }

    /// A new answer has come.
    pub fn restart(self) {
        self.answered_at.set_value(Date::now());
        self.seconds.set(0);
    }

    /// Asks for the time instead of counting ticks: a browser in the background or asleep leaves ticks out.
    pub fn tick(self) {
        let passed = (Date::now() - self.answered_at.get_value()) / 1_000.0;
        let seconds = passed.max(0.0) as i64;
        if seconds != self.seconds.get_untracked() {
            self.seconds.set(seconds);
        }
    }
}
