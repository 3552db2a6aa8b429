//! The server of Kakunin. `main` only calls [`command_line`]; everything else is here, so that tests can reach it.

// The type of a page holds the types of all its parts, and the compiler counts how deep they lie.
#![recursion_limit = "512"]

pub mod auth;
pub mod clock;
pub mod command_line;
pub mod config;
pub mod countries;
pub mod data_key;
pub mod doctor;
pub mod metrics;
pub mod randomness;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod startup;
pub mod store;
pub mod telemetry;
pub mod transfer;
pub mod twilio;
pub mod verify;
pub mod web;
