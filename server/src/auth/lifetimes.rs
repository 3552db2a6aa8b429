use super::ceilings::DAY;
use crate::store::{Level, LiveAt, SessionRow};

/// How long what the portal remembers of people lasts. All in seconds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Lifetimes {
    /// A full session ends so long after it was last used (NIST SP 800-63B-4 section 2.2.3: at most one hour).
    pub idle: i64,
    /// A full session ends so long after it began, whatever happens (the same section: at most 24 hours).
    pub absolute: i64,
    /// A browser may be remembered for so long, and stands for the code at sign-in meanwhile; nothing where that is off.
    ///
    /// Off by default: NIST SP 800-63B-4 section 5.1 lets no cookie of a browser stand for a factor, so a sign-in by one is
    /// not of its level AAL2.
    pub remembered_browser: Option<i64>,
    /// Rows of the audit log are kept for so long.
    pub audit: i64,
}

/// A half-open session ends so long after the password.
pub(crate) const HALF_OPEN: i64 = 15 * 60;

impl Default for Lifetimes {
    fn default() -> Self {
        Self {
            idle: 3_600,
            absolute: DAY,
            remembered_browser: None,
            audit: 365 * DAY,
        }
    }
}

impl Lifetimes {
    /// True when the session is past its time.
    pub(super) fn is_over(&self, row: &SessionRow, now: i64) -> bool {
        if row.level == Level::Full.as_str() {
            self.is_full_over(row.created_at, row.last_seen_at, now)
        } else {
            now - row.created_at >= HALF_OPEN
        }
    }

    /// True when a full session with these times is past its time.
    pub(super) const fn is_full_over(&self, created_at: i64, last_seen_at: i64, now: i64) -> bool {
        now - created_at >= self.absolute || now - last_seen_at >= self.idle
    }

    /// What is not past its time at this one.
    pub(crate) const fn live_at(&self, now: i64) -> LiveAt {
        LiveAt {
            risen_after: now - self.absolute,
            seen_after: now - self.idle,
            now,
        }
    }

    /// The whole days that a browser can be remembered for; zero where that is off.
    pub(crate) fn remembered_days(&self) -> i64 {
        self.remembered_browser.unwrap_or_default() / DAY
    }
}
