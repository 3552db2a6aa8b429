use super::{ceilings::Full, pumping::HeldBack};
use app::domain::Notice;
use std::fmt;

/// Why this portal, and not Twilio, refused a send.
#[derive(Clone, Debug)]
pub(super) enum RefusedSend {
    /// An operator has stopped all sends.
    Stopped,
    /// A ceiling or the budget of the day has no room.
    Full(Full),
    /// The guard against pumping holds the number's place back.
    HeldBack(HeldBack),
}

impl RefusedSend {
    /// What the person is told.
    pub(super) const fn notice(&self) -> Notice {
        match self {
            Self::Stopped => Notice::SendsStopped,
            Self::Full(_) => Notice::TooManySends,
            Self::HeldBack(_) => Notice::NewNumbersHeldBack,
        }
    }

    /// When the person may ask again, in seconds since 1970; nobody knows when an operator lets sends go out again.
    pub(super) const fn until(&self) -> Option<i64> {
        match self {
            Self::Stopped => None,
            Self::Full(full) => Some(full.until),
            Self::HeldBack(held) => Some(held.until),
        }
    }

    /// A stable name: that of the ceiling where there is one.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Stopped => "sends_stopped",
            Self::Full(full) => full.name,
            Self::HeldBack(_) => "pumping_guard",
        }
    }
}

impl fmt::Display for RefusedSend {
    /// For the audit log: the name, and for the guard what it judged by. Never a number, nor the digits of a range.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())?;
        let Self::HeldBack(held) = self else {
            return Ok(());
        };
        let place = if held.only_range { "a range in " } else { "" };
        let (hour, day, week) = (held.record.hour, held.record.day, held.record.week);
        write!(
            formatter,
            ": {place}{}, approved {} of {} this hour, {} of {} this day, {} of {} the week before, {} probes",
            held.country,
            hour.approved,
            hour.sent,
            day.approved,
            day.sent,
            week.approved,
            week.sent,
            held.record.probes
        )
    }
}
