/// One metric as it is exposed.
pub struct Metric {
    /// Its name: what it counts, and the unit (Prometheus, Metric and label naming).
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// Its labels, with what they may hold.
    pub labels: &'static str,
    /// What it tells.
    pub about: &'static str,
}

/// The types of Prometheus that are used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// Rises only; begins anew with the process.
    Counter,
    /// As it is now.
    Gauge,
    /// Seconds, in buckets.
    Histogram,
}

impl Kind {
    /// The word after `# TYPE`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge => "gauge",
            Self::Histogram => "histogram",
        }
    }
}
