//! The portal from outside: the real application on a free port, the twin of Twilio Verify over HTTP, and a small browser.
//!
//! Time moves only by the clock that a test moves, so nothing here sleeps.

mod browser;
mod dead_twilio;
mod engines;
mod gate;
mod page;
mod portal;
mod process;
mod raw;
mod setup;
mod steps;
mod twin;

mod binding;
mod broken_database;
mod ceilings;
mod client;
mod command_line;
mod cookies;
mod doctor;
mod enrolment;
mod every_refusal;
mod fault_matrix;
mod files;
mod guards;
mod headers;
mod language;
mod lifetimes;
mod limits_of_checks;
mod lock;
mod log_events;
mod lost_moment;
mod modes;
mod not_found;
mod odd_checks;
mod odd_sends;
mod one_message;
mod origin;
mod password_cost;
mod postgres;
mod quiet_log;
mod recovery;
mod referer;
mod refused_sends;
mod serving;
mod sessions;
mod start_mistakes;
mod store;
mod strangers;
mod twin_settings;
mod used_up_elsewhere;
mod waits;
mod whole_flow;
mod wrong_code;
mod wrong_password;
