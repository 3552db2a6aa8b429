//! What fuzz targets share: a portal without a listener, and what must hold of each of its answers.

pub mod answer;
pub mod portal;
pub mod recorder;
pub mod sender;
pub mod sign_in;
pub mod snapshot;
pub mod words;
