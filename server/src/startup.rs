//! Puts the parts together, opens the listener last, and stops gracefully.

mod application;
mod connections;
mod graceful;
mod housekeeping;
mod metrics_listener;
mod mode;
mod open;
#[cfg(feature = "sandbox")]
mod own_sandbox;
mod start_error;

pub use application::{Application, Surroundings};
pub use graceful::serve_until;
pub use mode::{Mode, WrongDatabase};
pub use open::open_database;
pub use start_error::StartError;
