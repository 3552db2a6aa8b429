//! The guard against SMS pumping: codes asked for at numbers that nobody will read, for a share of what they cost (Twilio, "SMS
//! pumping"). A phone on file cannot be chosen by whoever asks, so only numbers that nobody has proven are judged.
//!
//! A number belongs to places: its country and its range. Of each the guard knows how many messages went out and how many of
//! them ended in an approval. A place where next to none did is held back, but for a probe now and then, so that people can
//! show that it works. No SQL here: the counts come from `store`, inside the transaction of the claim.

mod guard;
mod place;
mod record;
mod share;

pub(crate) use guard::{CountedSend, GuardAnswer, HeldBack, count_approval, release, reserve};
pub(crate) use place::{country_of, places_of};
pub use record::{Counts, Record, Verdict};

/// What the guard does about a place that should be held back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum GuardMode {
    /// Refuses the send and writes it down.
    Refuse,
    /// Writes down what it would have refused, and lets it pass.
    Record,
    /// Counts nothing.
    Off,
}

impl GuardMode {
    /// The word of the setting.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Refuse => "refuse",
            Self::Record => "record",
            Self::Off => "off",
        }
    }
}
