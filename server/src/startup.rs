//! Puts the parts together, opens the listener last, and stops gracefully.

mod application;
mod housekeeping;
mod mode;
#[cfg(feature = "sandbox")]
mod own_sandbox;

pub use application::{Application, StartError, Surroundings};
pub use mode::{Mode, WrongDatabase};
