//! The sandbox: an HTTP twin of Twilio Verify v2, with a phone that shows what it "sent".
//!
//! The portal's ordinary client talks to it over loopback, so a sign-in without a Twilio account
//! runs through the same code as one with it. Everything lives in memory, time comes only from the
//! clock that is passed in, and one lock orders all requests. Where Twilio's pages are silent or
//! disagree, the file that decides says "assumed".

mod authorization;
mod broken_reply;
mod channel;
mod clock_order;
mod code;
mod create_request;
mod credentials;
mod e164;
mod fault;
mod fault_order;
mod fields;
mod inbox;
mod iso_date;
mod key_values;
mod ledger;
mod lifecycle;
mod locale;
mod magic_numbers;
mod message;
mod order_body;
mod path_shape;
mod phone;
mod rate_limit;
mod refusal;
mod reply;
mod resource;
mod respond;
mod settings;
mod sid;
mod state;
mod template;
#[cfg(test)]
mod tests;
mod verification;
mod verify_api;
mod wording;

pub use self::{
    clock_order::clock_router, credentials::Credentials, phone::phone_router, rate_limit::RateLimit,
    settings::SandboxSettings, verify_api::verify_router,
};

use self::{authorization::Accepted, state::State};
use crate::{
    clock::{AdjustableClock, Clock},
    randomness::Randomness,
};
use axum::{Router, response::Redirect, routing::get};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// One twin: its settings, the credentials it takes and everything it has "sent".
pub struct Sandbox {
    settings: SandboxSettings,
    credentials: Credentials,
    accepted: Accepted,
    clock: Arc<AdjustableClock>,
    randomness: Arc<dyn Randomness>,
    /// When the service was "made", in milliseconds since 1970.
    started: i64,
    state: Mutex<State>,
}

impl Sandbox {
    /// A twin that has sent nothing yet and takes [`Credentials::fixed`].
    pub fn new(
        settings: SandboxSettings,
        clock: Arc<AdjustableClock>,
        randomness: Arc<dyn Randomness>,
    ) -> Arc<Self> {
        let credentials = Credentials::fixed();
        Arc::new(Self {
            accepted: Accepted::from(&credentials),
            started: clock.now_milliseconds(),
            settings,
            credentials,
            clock,
            randomness,
            state: Mutex::default(),
        })
    }

    /// The account, service and key that this twin accepts.
    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    // A request that panicked leaves a usable state behind, because every change is a single step.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The API and the phone together, for a twin with a listener of its own; `/` leads to the phone.
pub fn router(sandbox: Arc<Sandbox>) -> Router {
    verify_router(Arc::clone(&sandbox))
        .merge(phone_router(sandbox))
        .route("/", get(|| async { Redirect::to("/sandbox") }))
}
