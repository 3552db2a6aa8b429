//! What a monitoring system reads: Prometheus text on a listener of its own. Without that listener nothing is counted, because
//! nobody has installed a recorder.
//!
//! Most counters follow from the log, in one place ([`EventCounter`]): a decision that has a line has its count. Labels come
//! from closed lists: no user, no number, no address and no path that a visitor chose.

mod alerts;
mod counted;
mod events;
mod metric;
mod recorder;
mod stopwatch;
pub(crate) mod table;

pub use alerts::ALERTS;
pub(crate) use counted::{
    connection_opened, database_failed, password_waits, passwords_hashed, pruned, request_answered,
    request_shed, twilio_answered_in,
};
pub use events::EventCounter;
pub use metric::{Kind, Metric};
pub(crate) use recorder::Recorder;
pub use recorder::RecorderError;
pub(crate) use stopwatch::Stopwatch;
pub use table::METRICS;
