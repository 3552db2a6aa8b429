use crate::auth::{Policy, ceilings::DAY, policy::PREFIX};
use sqlx::FromRow;

/// So many failures are free; each one more doubles the wait, from one second up to the longest. Nobody is ever locked out: a
/// wait ends, an attempt that comes too soon does not prolong it, and failures are forgotten one by one. All times in
/// seconds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    /// Its name in the database and in the log.
    pub name: &'static str,
    free: i64,
    longest: i64,
    forgets_one_every: i64,
}

/// Failures of one subject: an account seen from one network, an account, a network, the prefix around it, a browser.
#[derive(Clone, Copy, Debug, Default, Eq, FromRow, PartialEq)]
pub struct Failures {
    /// Those that are not forgotten, with the attempts that are under way.
    pub failures: i64,
    /// From when on the next one to be forgotten is counted; seconds since 1970.
    pub last_at: i64,
    /// When the next attempt is looked at.
    pub next_at: i64,
}

const HOUR: i64 = 3_600;
const MINUTE: i64 = 60;

impl Rule {
    /// Guesses at one account from one network: slowed most.
    pub(super) fn account_from_network(policy: &Policy) -> Self {
        Self {
            name: "account_from_network",
            free: policy.sign_in_failures_per_account,
            longest: 15 * MINUTE,
            forgets_one_every: HOUR,
        }
    }

    /// Guesses at one account from many networks. The waits stay short: whoever makes them lets the owner wait, too, in a
    /// browser that never signed in.
    pub(super) fn account(policy: &Policy) -> Self {
        let free = policy.sign_in_failures_per_account.saturating_mul(10);
        Self {
            name: "account",
            free,
            longest: MINUTE,
            forgets_one_every: (DAY / free).max(1),
        }
    }

    /// Guesses at many accounts from one network, which a company may share.
    pub(super) fn network(policy: &Policy) -> Self {
        let free = policy.sign_in_failures_per_address;
        Self {
            name: "network",
            free,
            longest: MINUTE,
            forgets_one_every: (10 * MINUTE / free).max(1),
        }
    }

    /// Guesses at many accounts from the /24 or /48 around a network: whoever has a /48 has 65,536 networks.
    pub(super) fn prefix(policy: &Policy) -> Self {
        let free = policy.sign_in_failures_per_address.saturating_mul(PREFIX);
        Self {
            name: "prefix",
            free,
            longest: MINUTE,
            forgets_one_every: (10 * MINUTE / free).max(1),
        }
    }

    /// Guesses in a browser that signed in to this account before.
    pub(super) fn known_browser(policy: &Policy) -> Self {
        Self {
            name: "known_browser",
            ..Self::account_from_network(policy)
        }
    }

    fn wait(&self, failures: i64) -> i64 {
        let doublings = failures - self.free;
        if doublings < 0 {
            return 0;
        }
        // Two to the sixteenth is longer than any wait.
        (1 << doublings.min(16)).min(self.longest)
    }
}

impl Failures {
    /// Counts an attempt as a failure, or says until when it has to wait.
    pub(super) fn claim(&mut self, rule: &Rule, now: i64) -> Result<(), i64> {
        // Free attempts wait for nothing: those at the same time may come here in another order than they began, on the two
        // sides of a full second.
        if now < self.next_at && rule.wait(self.failures) > 0 {
            return Err(self.next_at);
        }
        self.forget(rule, now);
        // Past the longest wait there is nothing left to count, and all the less to forget.
        if rule.wait(self.failures) < rule.longest {
            self.failures += 1;
        }
        self.next_at = now + rule.wait(self.failures);
        Ok(())
    }

    /// The attempt was no failure.
    pub(super) fn take_back(&mut self, rule: &Rule, now: i64) {
        self.failures = (self.failures - 1).max(0);
        self.next_at = self.next_at.min(now + rule.wait(self.failures));
    }

    fn forget(&mut self, rule: &Rule, now: i64) {
        let forgotten = ((now - self.last_at) / rule.forgets_one_every).max(0);
        if forgotten >= self.failures {
            self.failures = 0;
            self.last_at = now;
        } else {
            self.failures -= forgotten;
            self.last_at += forgotten * rule.forgets_one_every;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: Rule = Rule {
        name: "test",
        free: 5,
        longest: 900,
        forgets_one_every: HOUR,
    };

    /// The waits after each of so many failures, each as soon as it may be, and when the last wait ends.
    fn waits(rule: &Rule, times: usize) -> (Vec<i64>, Failures) {
        let (mut row, mut now, mut waits) = (Failures::default(), 1_000_000, Vec::new());
        for _ in 0..times {
            row.claim(rule, now).unwrap();
            waits.push(row.next_at - now);
            now = row.next_at;
        }
        (waits, row)
    }

    #[test]
    fn five_are_free_then_each_doubles_the_wait_up_to_a_quarter_of_an_hour() {
        let (waits, _) = waits(&RULE, 18);
        let expected = [
            0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900,
        ];
        assert_eq!(waits, expected);
    }

    #[test]
    fn free_attempts_may_come_in_another_order_than_they_began() {
        let mut row = Failures::default();
        for now in [1_000, 999, 1_000, 998] {
            assert_eq!(row.claim(&RULE, now), Ok(()));
        }
    }

    #[test]
    fn an_attempt_that_comes_too_soon_changes_nothing() {
        let (_, mut row) = waits(&RULE, 8);
        let before = row;
        for second in 1..=8 {
            assert_eq!(row.claim(&RULE, before.next_at - second), Err(before.next_at));
        }
        assert_eq!(row, before);
        assert_eq!(row.claim(&RULE, before.next_at), Ok(()));
    }

    #[test]
    fn two_hundred_at_once_pass_no_more_than_the_free_ones() {
        let mut row = Failures::default();
        let passed = (0..200).filter(|_| row.claim(&RULE, 1_000).is_ok()).count();
        assert_eq!(passed, 5);
    }

    #[test]
    fn a_day_without_attempts_forgets_everything() {
        let (_, mut row) = waits(&RULE, 500);
        let later = row.next_at + DAY;
        let passed = (0..200).filter(|_| row.claim(&RULE, later).is_ok()).count();
        assert_eq!(passed, 5);
    }

    #[test]
    fn failures_are_forgotten_one_by_one_and_no_part_of_an_hour_is_lost() {
        let (_, mut row) = waits(&RULE, 5);
        let end = row.last_at;
        row.forget(&RULE, end + HOUR + 1_800);
        assert_eq!((row.failures, row.last_at), (4, end + HOUR));
        row.forget(&RULE, end + 2 * HOUR);
        assert_eq!(row.failures, 3);
        // A clock that is set back takes nothing away.
        row.forget(&RULE, end);
        assert_eq!(row.failures, 3);
    }

    #[test]
    fn right_passwords_among_wrong_ones_do_not_clear_a_network() {
        let (_, mut row) = waits(&RULE, 10);
        let before = row.failures;
        let now = row.next_at;
        row.claim(&RULE, now).unwrap();
        row.take_back(&RULE, now);
        assert_eq!((row.failures, row.next_at), (before, now + 32));
    }

    #[test]
    fn an_attempt_that_was_no_failure_leaves_no_wait() {
        let mut row = Failures::default();
        for _ in 0..50 {
            row.claim(&RULE, 1_000).unwrap();
            row.take_back(&RULE, 1_000);
        }
        assert_eq!(row.failures, 0);
    }

    #[test]
    fn the_limits_of_an_account_and_of_a_network_hold_nobody_longer_than_a_minute() {
        let policy = Policy::default();
        for (rule, free) in [
            (Rule::account(&policy), 50),
            (Rule::network(&policy), 30),
            (Rule::prefix(&policy), 150),
        ] {
            let (waits, _) = waits(&rule, 200);
            assert_eq!(waits[..free - 1].iter().max(), Some(&0), "{rule:?}");
            assert!(
                (2..=60).contains(waits.iter().max().unwrap()),
                "{rule:?} {waits:?}"
            );
        }
        let browser = Rule::known_browser(&policy);
        assert_eq!((browser.free, browser.longest), (5, 900));
    }
}
