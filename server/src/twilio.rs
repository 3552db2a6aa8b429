//! Twilio Verify v2 over HTTP: the one production implementation of [`crate::verify::Verify`].
//!
//! Decisions follow Twilio's error `code` and never its message, which may hold the number.

mod call;
mod client;
mod error_code;
mod service;
mod settings;
mod verdict;
mod wire;

pub use client::Client;
pub use service::{Service, ServiceAnswer, ServiceError, TlsFault};
pub use settings::{AccountSid, ServiceSid, Timeouts, TwilioSettings};
