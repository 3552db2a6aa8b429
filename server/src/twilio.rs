//! Twilio Verify v2 over HTTP: the one production implementation of [`crate::verify::Verify`].
//!
//! Decisions follow Twilio's error `code` and never its message, which may hold the number.

mod call;
mod client;
mod error_code;
mod service;
mod settings;
mod tls_fault;
mod verdict;
mod wire;

pub use client::Client;
pub use service::{Service, ServiceAnswer, ServiceError};
pub use settings::{AccountSid, ServiceSid, Timeouts, TwilioSettings};
pub use tls_fault::TlsFault;
