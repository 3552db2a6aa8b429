use super::share::believable_share;

/// Fewer approvals than this are no sign-in traffic. Twilio's own figures of honest traffic lie far above, of pumping near zero.
const LEAST_SHARE: f64 = 0.3;
/// Seconds from the last open send, or from the approval of a probe, until a place that is held back gets its first probe.
const FIRST_GAP: i64 = 30 * 60;
/// No gap between two probes is longer, in seconds.
const LONGEST_GAP: i64 = 86_400;
/// Days that the week has.
const DAYS: f64 = 7.0;
/// The home country, and each of its ranges, begins with two approvals of two messages: an operator who names it expects people
/// to add phones there, and a company's phones are often of one range and added in one hour.
const HOME: Counts = Counts { sent: 2, approved: 2 };

/// Messages to unproven numbers of a place, and those of them whose verification was approved.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Messages that went out, or may have.
    pub sent: i64,
    /// Messages of approved verifications. An approval falls into a later window than its message at times, so a window may
    /// hold more of these.
    pub approved: i64,
}

/// What is known of a place when somebody asks for a message there.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Record {
    /// The last hour.
    pub hour: Counts,
    /// The last 24 hours.
    pub day: Counts,
    /// The seven days before them.
    pub week: Counts,
    /// Probes since the last approval.
    pub probes: i64,
    /// When the next probe may go out, if the place is held back; seconds since 1970.
    pub next_probe_at: i64,
}

/// Whether a message may go to a place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verdict {
    /// Yes.
    Open,
    /// The place is held back, but this one message may show that it works.
    Probe,
    /// No, and when to ask again.
    Held {
        /// When the next probe may go out, in seconds since 1970.
        until: i64,
    },
}

impl Counts {
    /// Both figures of both.
    #[must_use]
    const fn with(self, other: Self) -> Self {
        Self {
            sent: self.sent + other.sent,
            approved: self.approved + other.approved,
        }
    }

    /// True when too few were approved to be chance, with so many days of a usual kind beside them.
    fn are_bad(self, usual: Self, days: f64) -> bool {
        let figure = |own: i64, usual: i64| exact(own) + exact(usual) * days;
        let sent = figure(self.sent, usual.sent);
        believable_share(figure(self.approved, usual.approved), sent) < LEAST_SHARE
    }
}

/// Counts of messages are far below 2^52.
#[expect(clippy::cast_precision_loss)]
const fn exact(count: i64) -> f64 {
    count as f64
}

impl Record {
    /// The record as it is judged at this place: the home country and its ranges are trusted with a little more to begin with.
    #[must_use]
    pub fn at(self, place: &str, home: &str) -> Self {
        let country = place.split('-').next();
        if country == Some(home) {
            self.of_home()
        } else {
            self
        }
    }

    fn of_home(self) -> Self {
        Self {
            day: self.day.with(HOME),
            ..self
        }
    }

    /// Judges one more message to this place.
    pub fn judge(&self, now: i64) -> Verdict {
        if !self.is_bad() || self.has_good_hour() {
            Verdict::Open
        } else if now >= self.next_probe_at {
            Verdict::Probe
        } else {
            let until = self.next_probe_at;
            Verdict::Held { until }
        }
    }

    /// A place with a good day is not shut by one bad hour: the day is judged together with a usual one, and a carrier that
    /// fails takes a small part of both. Nor is it opened by a day without messages: the whole week counts too.
    fn is_bad(&self) -> bool {
        let unproven = self.probes > 0;
        unproven || self.day.are_bad(self.week, 1.0 / DAYS) || self.day.are_bad(self.week, 1.0)
    }

    /// Approvals in this hour open a place at once, as far as they reach: this message must not spoil their share.
    fn has_good_hour(&self) -> bool {
        let with_this = self.hour.sent + 1;
        self.hour.approved > 0 && exact(self.hour.approved) >= LEAST_SHARE * exact(with_this)
    }

    /// The probes and the time of the next one after a message that this verdict let pass.
    pub fn after(&self, verdict: Verdict, now: i64) -> (i64, i64) {
        match verdict {
            Verdict::Open => (0, now + FIRST_GAP),
            Verdict::Probe => (self.probes + 1, now + gap_after(self.probes + 1)),
            // Let pass for the record only.
            Verdict::Held { .. } => (self.probes, self.next_probe_at),
        }
    }
}

/// Each probe for nothing doubles the gap.
fn gap_after(probes: i64) -> i64 {
    let doublings = u32::try_from(probes).unwrap_or(u32::MAX);
    FIRST_GAP
        .saturating_mul(2_i64.saturating_pow(doublings))
        .min(LONGEST_GAP)
}

#[cfg(test)]
mod tests;
