//! Twilio Verify v2 over HTTP: the one production implementation of [`crate::verify::Verify`].
//!
//! Decisions follow Twilio's error `code` and never its message, which may hold the number; the one exception, a message
//! that names the parameter `Locale`, only drops that parameter.

mod breaker;
mod call;
mod cancel;
mod client;
mod deadline;
mod error_code;
mod error_table;
mod failure;
mod judgement;
mod parameter;
mod read_back;
mod reply;
mod send_options;
mod service;
mod settings;
mod start_form;
mod tls_fault;
mod verdict;
mod wire;

pub use client::Client;
pub use send_options::{RateLimitKey, SendOptions};
pub use service::{Service, ServiceAnswer, ServiceError};
pub use settings::{AccountSid, ServiceSid, Timeouts, TwilioSettings};
pub use tls_fault::TlsFault;
