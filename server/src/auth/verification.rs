use app::domain::{Channel, SentCode};
use sqlx::FromRow;

/// Waits after the first, second, … send, in seconds (Twilio Verify, developer best practices).
const WAITS: [i64; 5] = [30, 40, 60, 90, 120];
/// Twilio sends five times to a number within the lifetime of a code (error 60203).
const SENDS: i64 = 5;
/// Twilio checks five times (error 60202).
const CHECKS: i64 = 5;
/// Wait after a send that Twilio refused, in seconds: enough to stop a finger, short for a person who corrects a number.
const WAIT_AFTER_REFUSAL: i64 = 5;
/// A claim without an answer after so many seconds belongs to a process that died: both calls that it may make are over.
const CLAIM_IS_DEAD_AFTER: i64 = 25;

/// The row of one number: what was sent to it and how often codes were tried. The rules are here, the row is held by a
/// transaction around them, so that a rule and its count are one step.
#[derive(Clone, Debug, Default, Eq, FromRow, PartialEq)]
pub struct Verification {
    /// Rises when a verification ends or expires; a challenge may check only the one that it joined.
    pub epoch: i64,
    /// Twilio's id of the verification, once known.
    pub sid: Option<String>,
    /// Channel of the last send.
    pub channel: Option<String>,
    /// Sends so far.
    pub sends: i64,
    /// Checks so far.
    pub checks: i64,
    /// When the last send was claimed.
    pub sent_at: i64,
    /// When the next send is allowed.
    pub next_send_at: i64,
    /// When the code goes out of use.
    pub expires_at: i64,
    /// When the send was claimed that has no answer yet.
    pub claimed_at: Option<i64>,
    /// True while a check has no answer yet.
    pub check_unanswered: bool,
}

/// Who may call Twilio for one send: recognised again when the answer comes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct SendClaim {
    pub epoch: i64,
    pub sends: i64,
    pub at: i64,
}

/// Why no send was claimed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum SendRefusal {
    Wait,
    NoSendsLeft,
    Blocked,
}

/// Why no check was claimed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum CheckRefusal {
    Expired,
    NoChecksLeft,
    NoSid,
}

impl Verification {
    /// True while a code that was sent can be checked.
    pub fn is_live(&self, now: i64) -> bool {
        self.sends > 0 && now < self.expires_at
    }

    /// When the number can be used again, if its checks are used up.
    pub fn blocked_until(&self, now: i64) -> Option<i64> {
        (self.is_live(now) && self.checks >= CHECKS).then_some(self.expires_at)
    }

    /// Sends left before the code goes out of use.
    pub fn sends_left(&self, now: i64) -> i64 {
        if self.is_live(now) {
            (SENDS - self.sends).max(0)
        } else {
            SENDS
        }
    }

    /// What the code page shows to a challenge that joined this verification.
    pub fn sent_code(&self) -> Option<SentCode> {
        let channel: Channel = self.channel.as_deref()?.parse().ok()?;
        (self.sends > 0).then(|| SentCode {
            channel,
            sent_at: self.sent_at,
            expires_at: self.expires_at,
            checks_left: (CHECKS - self.checks).max(0),
        })
    }

    /// Counts a send before it is made. Whoever gets the claim calls Twilio; everyone else waits.
    pub(super) fn claim_send(
        &mut self,
        now: i64,
        channel: Channel,
        lifetime: i64,
    ) -> Result<SendClaim, SendRefusal> {
        self.may_send(now)?;
        if !self.is_live(now) {
            self.begin(now + lifetime);
        }
        self.sends += 1;
        self.channel = Some(channel.as_str().into());
        self.sent_at = now;
        let wait = usize::try_from(self.sends - 1)
            .ok()
            .and_then(|index| WAITS.get(index));
        self.next_send_at = now + wait.copied().unwrap_or(WAITS[4]);
        self.claimed_at = Some(now);
        Ok(SendClaim {
            epoch: self.epoch,
            sends: self.sends,
            at: now,
        })
    }

    fn may_send(&self, now: i64) -> Result<(), SendRefusal> {
        if self.blocked_until(now).is_some() {
            Err(SendRefusal::Blocked)
        } else if self.sends_left(now) == 0 {
            Err(SendRefusal::NoSendsLeft)
        } else if now < self.next_send_at {
            Err(SendRefusal::Wait)
        } else {
            Ok(())
        }
    }

    fn begin(&mut self, expires_at: i64) {
        *self = Self {
            epoch: self.epoch + 1,
            next_send_at: self.next_send_at,
            expires_at,
            ..Self::default()
        };
    }

    /// True while nothing has changed since this claim was made.
    pub(super) fn is_claimed_by(&self, claim: SendClaim) -> bool {
        self.epoch == claim.epoch && self.sends == claim.sends && self.claimed_at == Some(claim.at)
    }

    /// Twilio took the send. Its lifetime counts from Twilio's own time. A new SID means that Twilio began anew.
    pub(super) fn settle_started(&mut self, sid: &str, created_at: i64, lifetime: i64) {
        if self.sid.as_deref().is_some_and(|known| known != sid) {
            self.checks = 0;
        }
        self.sid = Some(sid.into());
        self.expires_at = created_at + lifetime;
        self.claimed_at = None;
    }

    /// Twilio refused: the send is given back, and a short wait stops the finger.
    pub(super) fn settle_refused(&mut self, now: i64) {
        self.sends -= 1;
        self.next_send_at = now + WAIT_AFTER_REFUSAL;
        self.claimed_at = None;
    }

    /// Nobody knows: the send counts.
    pub(super) fn settle_unanswered(&mut self) {
        self.claimed_at = None;
    }

    /// Twilio says that it has used up its sends or checks for this number: so have we.
    pub(super) fn settle_used_up(&mut self, checks_too: bool) {
        self.sends = SENDS;
        if checks_too {
            self.checks = CHECKS;
        }
        self.claimed_at = None;
    }

    /// The claim of a process that died, to be read back by whoever comes next.
    pub(super) fn dead_claim(&self, now: i64) -> Option<SendClaim> {
        let at = self.claimed_at.filter(|at| now - at > CLAIM_IS_DEAD_AFTER)?;
        Some(SendClaim {
            epoch: self.epoch,
            sends: self.sends,
            at,
        })
    }

    /// Counts a check before it is made, and says by which SID.
    pub(super) fn claim_check(&mut self, now: i64) -> Result<String, CheckRefusal> {
        if !self.is_live(now) {
            return Err(CheckRefusal::Expired);
        }
        if self.checks >= CHECKS {
            return Err(CheckRefusal::NoChecksLeft);
        }
        let sid = self.sid.clone().ok_or(CheckRefusal::NoSid)?;
        self.checks += 1;
        self.check_unanswered = true;
        Ok(sid)
    }

    /// The check never reached Twilio: it is given back.
    pub(super) fn settle_check_not_made(&mut self) {
        self.checks = (self.checks - 1).max(0);
        self.check_unanswered = false;
    }

    /// The code was wrong.
    pub(super) fn settle_wrong(&mut self) {
        self.check_unanswered = false;
    }

    /// Gone at Twilio. The wait before the next send remains.
    pub(super) fn end(&mut self) {
        let expires_at = 0;
        self.begin(expires_at);
    }

    /// Approved: whoever holds the phone need not wait to sign in elsewhere.
    pub(super) fn end_approved(&mut self) {
        self.end();
        self.next_send_at = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIFETIME: i64 = 600;

    fn sent(times: i64) -> (Verification, i64) {
        let mut row = Verification::default();
        let mut now = 1_000;
        for _ in 0..times {
            now = now.max(row.next_send_at);
            row.claim_send(now, Channel::Sms, LIFETIME).unwrap();
            row.settle_started("VE1", 1_000, LIFETIME);
        }
        (row, now)
    }

    #[test]
    fn waits_grow_and_the_sixth_send_is_refused() {
        let mut row = Verification::default();
        let mut now = 1_000;
        for wait in WAITS {
            row.claim_send(now, Channel::Sms, LIFETIME).unwrap();
            row.settle_started("VE1", 1_000, LIFETIME);
            assert_eq!(row.next_send_at - now, wait);
            now = row.next_send_at;
        }
        assert!(row.is_live(now));
        assert_eq!(
            row.claim_send(now, Channel::Call, LIFETIME),
            Err(SendRefusal::NoSendsLeft)
        );
    }

    #[test]
    fn a_send_before_its_time_waits() {
        let (mut row, now) = sent(1);
        assert_eq!(
            row.claim_send(now + 29, Channel::Sms, LIFETIME),
            Err(SendRefusal::Wait)
        );
        assert!(row.claim_send(now + 30, Channel::Sms, LIFETIME).is_ok());
    }

    #[test]
    fn sending_again_keeps_epoch_sid_and_expiry_and_checks() {
        let (mut row, now) = sent(1);
        row.claim_check(now).unwrap();
        row.settle_wrong();
        row.claim_send(now + 30, Channel::Call, LIFETIME).unwrap();
        row.settle_started("VE1", 1_000, LIFETIME);
        assert_eq!((row.epoch, row.checks, row.expires_at), (1, 1, 1_600));
    }

    #[test]
    fn expiry_begins_a_new_epoch() {
        let (mut row, _) = sent(2);
        row.claim_send(1_600, Channel::Sms, LIFETIME).unwrap();
        assert_eq!((row.epoch, row.sends, row.sid), (2, 1, None));
    }

    #[test]
    fn a_refused_send_is_given_back_with_a_short_wait() {
        let mut row = Verification::default();
        row.claim_send(1_000, Channel::Sms, LIFETIME).unwrap();
        row.settle_refused(1_001);
        assert_eq!((row.sends, row.next_send_at), (0, 1_006));
        assert!(!row.is_live(1_002));
    }

    #[test]
    fn five_checks_and_no_sixth_until_it_expires() {
        let (mut row, now) = sent(1);
        for _ in 0..5 {
            assert!(row.claim_check(now).is_ok());
            row.settle_wrong();
        }
        assert_eq!(row.claim_check(now), Err(CheckRefusal::NoChecksLeft));
        assert_eq!(row.blocked_until(now), Some(1_600));
        assert_eq!(
            row.claim_send(now + 60, Channel::Sms, LIFETIME),
            Err(SendRefusal::Blocked)
        );
        assert!(row.claim_send(1_600, Channel::Sms, LIFETIME).is_ok());
    }

    #[test]
    fn a_check_that_was_not_made_is_given_back() {
        let (mut row, now) = sent(1);
        row.claim_check(now).unwrap();
        row.settle_check_not_made();
        assert_eq!((row.checks, row.check_unanswered), (0, false));
    }

    #[test]
    fn nothing_can_be_checked_before_a_send_or_after_the_end() {
        assert_eq!(Verification::default().claim_check(0), Err(CheckRefusal::Expired));
        let (mut row, now) = sent(1);
        row.end();
        assert_eq!(row.claim_check(now), Err(CheckRefusal::Expired));
        assert_eq!((row.epoch, row.next_send_at), (2, 1_030));
    }

    #[test]
    fn a_claim_dies_only_after_every_call_is_over() {
        let mut row = Verification::default();
        let claim = row.claim_send(1_000, Channel::Sms, LIFETIME).unwrap();
        assert_eq!(row.dead_claim(1_025), None);
        assert_eq!(row.dead_claim(1_026), Some(claim));
        assert!(row.is_claimed_by(claim));
        row.settle_unanswered();
        assert!(!row.is_claimed_by(claim));
        assert_eq!(row.claim_check(1_026), Err(CheckRefusal::NoSid));
    }
}
