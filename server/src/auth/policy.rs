use super::{AllowedCountries, Lifetimes, ceilings::DAY};
use crate::store::Ceiling;

/// Lifetimes, waits and ceilings. All times in seconds.
#[derive(Clone, Debug)]
pub struct Policy {
    /// How long sessions, remembered browsers and the audit log last.
    pub lifetimes: Lifetimes,
    /// Who may add a first phone.
    pub enrolment: Enrolment,
    /// How long a code can be checked (Twilio Verify: 10 minutes, not prolonged by another send).
    pub code_lifetime: i64,
    /// Sends of one account in one day.
    pub sends_per_account: i64,
    /// Checks of one account in one day.
    pub checks_per_account: i64,
    /// Sends to one number in one day.
    pub sends_per_number: i64,
    /// Sends from one address, or one IPv6 network, in one hour.
    pub sends_per_address: i64,
    /// Other numbers that one account may try in one day before one is proven.
    pub numbers_per_account: i64,
    /// Accounts that may have one number: a family or a small office shares a phone, a farm of accounts shares it with many
    /// more.
    pub accounts_per_number: i64,
    /// Whose numbers people may add.
    pub countries: AllowedCountries,
    /// Wrong codes in a row before the second factor is locked (NIST SP 800-63B-4 section 3.2.2: at most 100).
    pub failures_before_lock: i64,
}

/// Who may add a first phone.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Enrolment {
    /// The person, at sign-in, for so many seconds after the account was made.
    Open {
        /// Seconds.
        seconds: i64,
    },
    /// The operator only.
    Closed,
}

/// Password and code are fresh enough for changes for so long.
pub(super) const CONFIRMED: i64 = 10 * 60;
/// Wrong passwords that a signed-in person may type in one hour.
const WRONG_CONFIRMATIONS: i64 = 10;
/// `last_seen_at` is written no more often than this.
pub(super) const SEEN_EVERY: i64 = 60;

impl Default for Policy {
    fn default() -> Self {
        Self {
            lifetimes: Lifetimes::default(),
            enrolment: Enrolment::Open { seconds: 7 * DAY },
            code_lifetime: 600,
            sends_per_account: 10,
            checks_per_account: 30,
            sends_per_number: 10,
            sends_per_address: 30,
            numbers_per_account: 3,
            accounts_per_number: 3,
            countries: AllowedCountries::All,
            failures_before_lock: 100,
        }
    }
}

impl Policy {
    /// True while an account made at `created_at` may add its first phone.
    pub fn may_enrol(&self, created_at: i64, now: i64) -> bool {
        match self.enrolment {
            Enrolment::Open { seconds } => now < created_at.saturating_add(seconds),
            Enrolment::Closed => false,
        }
    }

    pub(super) fn sends_of_account(&self) -> Ceiling {
        Ceiling {
            name: "sends_per_account",
            window: DAY,
            limit: self.sends_per_account,
        }
    }

    pub(super) fn checks_of_account(&self) -> Ceiling {
        Ceiling {
            name: "checks_per_account",
            window: DAY,
            limit: self.checks_per_account,
        }
    }

    pub(super) fn sends_to_number(&self) -> Ceiling {
        Ceiling {
            name: "sends_per_number",
            window: DAY,
            limit: self.sends_per_number,
        }
    }

    pub(super) fn sends_from_address(&self) -> Ceiling {
        Ceiling {
            name: "sends_per_address",
            window: 3_600,
            limit: self.sends_per_address,
        }
    }

    pub(super) fn confirmations_of_account(&self) -> Ceiling {
        Ceiling {
            name: "confirmations_per_account",
            window: 3_600,
            limit: WRONG_CONFIRMATIONS,
        }
    }

    /// All numbers of an account, and each of them, which counts once. The first number is no other number.
    pub(super) fn numbers_of_account(&self) -> (Ceiling, Ceiling) {
        let all = Ceiling {
            name: "numbers_per_account",
            window: DAY,
            limit: self.numbers_per_account + 1,
        };
        let each = Ceiling {
            name: "number_of_account",
            window: DAY,
            limit: 1,
        };
        (all, each)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enrolment_ends_by_time_or_by_setting() {
        let mut policy = Policy {
            enrolment: Enrolment::Open { seconds: 10 },
            ..Policy::default()
        };
        assert!(policy.may_enrol(100, 109));
        assert!(!policy.may_enrol(100, 110));
        policy.enrolment = Enrolment::Closed;
        assert!(!policy.may_enrol(100, 100));
    }
}
