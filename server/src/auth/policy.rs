use super::{AllowedCountries, Currency, ForwardAuth, GuardMode, Lifetimes, Limits, Prices, ceilings::DAY};
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
    /// Digits in a code, as the service sends them (Verify, Services resource: `CodeLength`).
    pub code_length: usize,
    /// Messages.
    pub sends: PerSubject,
    /// Codes that are checked.
    pub checks: PerSubject,
    /// All messages of a day.
    pub budget: Budget,
    /// What the guard against pumping does.
    pub guard: GuardMode,
    /// The country whose numbers people have first of all (ISO 3166-1, two capital letters).
    pub home: String,
    /// Other numbers that one account may try in one day before one is proven.
    pub numbers_per_account: i64,
    /// Wrong passwords for one account from one network that bring no wait; ten times as many from all networks.
    pub sign_in_failures_per_account: i64,
    /// Wrong passwords from one address, or one IPv6 network, in ten minutes that bring no wait.
    pub sign_in_failures_per_address: i64,
    /// Accounts that may have one number: a family or a small office shares a phone, a farm of accounts shares it with many
    /// more.
    pub accounts_per_number: i64,
    /// Whose numbers people may add.
    pub countries: AllowedCountries,
    /// Wrong codes in a row before the second factor is locked (NIST SP 800-63B-4 section 3.2.2: at most 100).
    pub failures_before_lock: i64,
    /// What other programs may ask.
    pub forward_auth: ForwardAuth,
}

/// Limits by whom or what they count.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PerSubject {
    /// One account.
    pub account: Limits,
    /// One number.
    pub number: Limits,
    /// One IPv4 address or IPv6 /64.
    pub address: Limits,
    /// One IPv4 /24 or IPv6 /48.
    pub prefix: Limits,
    /// One country of numbers.
    pub country: Limits,
}

impl PerSubject {
    /// No limits.
    pub const NONE: Self = Self::all(Limits::NONE);

    /// The same for everything.
    pub const fn all(limits: Limits) -> Self {
        Self {
            account: limits,
            number: limits,
            address: limits,
            prefix: limits,
            country: limits,
        }
    }

    /// In the order in which they are reserved.
    pub(super) const fn limits(&self) -> [Limits; 5] {
        [self.account, self.number, self.address, self.prefix, self.country]
    }
}

/// What all messages of one day may come to. A day begins at midnight UTC.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Budget {
    /// Messages.
    pub sends: i64,
    /// Money, in minor units of the currency.
    pub spend: i64,
    /// Of the spend and the prices.
    pub currency: Currency,
    /// What a message is taken to cost.
    pub prices: Prices,
}

impl Budget {
    /// The count of all messages; it has no subject.
    pub const fn of_sends(&self) -> Ceiling {
        Ceiling {
            name: "sends_per_day",
            window: DAY,
            limit: self.sends,
        }
    }

    /// The sum of their prices; its subject is the currency.
    pub const fn of_spend(&self) -> Ceiling {
        Ceiling {
            name: "spend_per_day",
            window: DAY,
            limit: self.spend,
        }
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            sends: 1_000,
            spend: 20_000,
            currency: Currency::yen(),
            prices: Prices::default(),
        }
    }
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
/// Recovery codes that one account may try in one day, and sets of them that it may make.
const RECOVERY_PER_DAY: i64 = 10;
/// Tries to choose a password by a link, from one network in one hour.
const LINK_TRIES: i64 = 30;
/// What a network may fail, the /24 or /48 around it may fail so many times: an office or a carrier may stand behind one.
pub(super) const PREFIX: i64 = 5;
/// `last_seen_at` is written no more often than this.
pub(super) const SEEN_EVERY: i64 = 60;

impl Default for Policy {
    fn default() -> Self {
        Self {
            lifetimes: Lifetimes::default(),
            enrolment: Enrolment::Open { seconds: 7 * DAY },
            code_lifetime: 600,
            code_length: 6,
            sends: PerSubject {
                account: Limits::of(6, 10),
                number: Limits::of(6, 10),
                address: Limits::of(30, 100),
                prefix: Limits::of(150, 500),
                country: Limits::of(300, 1_000),
            },
            checks: PerSubject {
                account: Limits::of(20, 30),
                number: Limits::of(20, 50),
                address: Limits::of(100, 300),
                prefix: Limits::of(500, 1_500),
                country: Limits::NONE,
            },
            budget: Budget::default(),
            guard: GuardMode::Refuse,
            home: "JP".into(),
            numbers_per_account: 3,
            sign_in_failures_per_account: 5,
            sign_in_failures_per_address: 30,
            accounts_per_number: 3,
            countries: AllowedCountries::All,
            failures_before_lock: 100,
            forward_auth: ForwardAuth::default(),
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

    /// Until when an account may add its first phone, if this was the beginning; seconds since 1970.
    pub fn enrolment_until(&self, from: i64) -> Option<i64> {
        match self.enrolment {
            Enrolment::Open { seconds } => Some(from.saturating_add(seconds)),
            Enrolment::Closed => None,
        }
    }

    pub(super) fn confirmations_of_account(&self) -> Ceiling {
        Ceiling {
            name: "confirmations_per_account",
            window: 3_600,
            limit: WRONG_CONFIRMATIONS,
        }
    }

    /// Tries to choose a password by a link, from one network in one hour. Nobody guesses 256 bits; this is about the work.
    pub(super) fn link_tries_from_address(&self) -> Ceiling {
        Ceiling {
            name: "links_per_address",
            window: 3_600,
            limit: LINK_TRIES,
        }
    }

    /// The same, one size up.
    pub(super) fn link_tries_from_prefix(&self) -> Ceiling {
        Ceiling {
            name: "links_per_prefix",
            window: 3_600,
            limit: LINK_TRIES * PREFIX,
        }
    }

    /// Counted before the hash: it is the guess budget of look-up secrets (NIST SP 800-63B-4 section 3.2.2) and an end to
    /// the work that one account can ask for.
    pub(super) fn recovery_tries_of_account(&self) -> Ceiling {
        Ceiling {
            name: "recovery_tries_per_account",
            window: DAY,
            limit: RECOVERY_PER_DAY,
        }
    }

    /// A set costs ten hashes.
    pub(super) fn recovery_sets_of_account(&self) -> Ceiling {
        Ceiling {
            name: "recovery_sets_per_account",
            window: DAY,
            limit: RECOVERY_PER_DAY,
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
