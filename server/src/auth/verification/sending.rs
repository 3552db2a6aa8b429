use super::{SENDS, Verification};
use crate::verify::{Fetched, Started};
use app::domain::Channel;

/// Waits after the first, second, … send, in seconds (Twilio Verify, developer best practices).
const WAITS: [i64; 5] = [30, 40, 60, 90, 120];
/// A claim without an answer after so many seconds belongs to a process that died: both calls that it may make are over.
const CLAIM_IS_DEAD_AFTER: i64 = 25;

/// Who may call Twilio for one send: recognised again when the answer comes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::auth) struct SendClaim {
    pub epoch: i64,
    pub sends: i64,
    pub at: i64,
    /// Channel and time of the send before, which a refusal brings back.
    before: Option<(Channel, i64)>,
}

/// Why no send was claimed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::auth) enum SendRefusal {
    Wait,
    NoSendsLeft,
    Blocked,
}

impl Verification {
    /// Counts a send before it is made. Whoever gets the claim calls Twilio; everyone else waits.
    pub(in crate::auth) fn claim_send(
        &mut self,
        now: i64,
        channel: Channel,
        lifetime: i64,
    ) -> Result<SendClaim, SendRefusal> {
        self.may_send(now)?;
        if !self.is_live(now) {
            self.begin(now + lifetime);
        }
        let before = self.sent_code().map(|sent| (sent.channel, sent.sent_at));
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
            before,
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

    /// True while nothing has changed since this claim was made.
    pub(in crate::auth) fn is_claimed_by(&self, claim: SendClaim) -> bool {
        self.epoch == claim.epoch && self.sends == claim.sends && self.claimed_at == Some(claim.at)
    }

    /// Twilio took the send of this claim.
    pub(in crate::auth) fn settle_started(&mut self, claim: SendClaim, started: &Started, lifetime: i64) {
        if self.is_claimed_by(claim) {
            self.claimed_at = None;
        }
        self.learn_sid(started, lifetime);
    }

    /// Takes Twilio's SID and its lifetime, which counts from Twilio's own time, where it says one. A new SID means that Twilio
    /// began anew.
    pub(in crate::auth) fn learn_sid(&mut self, started: &Started, lifetime: i64) {
        let begun_anew = self.sid.as_ref().is_some_and(|known| *known != started.sid);
        if begun_anew {
            self.checks = 0;
        }
        self.expires_at = match started.created_at {
            Some(created_at) => created_at + lifetime,
            None if begun_anew => self.sent_at + lifetime,
            None => self.expires_at,
        };
        self.sid = Some(started.sid.clone());
    }

    /// While no SID is known: since when a message of this verification may have gone out.
    pub(in crate::auth) fn unknown_since(&self, lifetime: i64) -> Option<i64> {
        self.sid.is_none().then_some(self.expires_at - lifetime)
    }

    /// Twilio refused: the send is given back. A wait stops the finger.
    pub(in crate::auth) fn settle_refused(&mut self, claim: SendClaim, next_send_at: i64) {
        self.sends -= 1;
        self.forget_send(claim);
        self.next_send_at = next_send_at;
    }

    fn forget_send(&mut self, claim: SendClaim) {
        self.channel = claim.before.map(|(channel, _)| channel.as_str().into());
        self.sent_at = claim.before.map_or(0, |(_, sent_at)| sent_at);
        self.claimed_at = None;
    }

    /// Nobody knows: the send counts.
    pub(in crate::auth) fn settle_unanswered(&mut self) {
        self.claimed_at = None;
    }

    /// Twilio says that it has used up its sends or checks for this number: so have we. What it has of the number, where it
    /// says so, takes the place of what we did not know.
    pub(in crate::auth) fn settle_used_up(
        &mut self,
        claim: SendClaim,
        found: Option<&Fetched>,
        checks_too: bool,
        lifetime: i64,
    ) {
        // Without a message before, this one stands for those of somebody else.
        if claim.before.is_some() {
            self.forget_send(claim);
        }
        self.claimed_at = None;
        if let Some(found) = found {
            self.adopt(found, lifetime);
        }
        self.sends = SENDS;
        if checks_too {
            self.use_up_checks();
        }
    }

    fn adopt(&mut self, found: &Fetched, lifetime: i64) {
        self.learn_sid(&found.started, lifetime);
        if let Some(send) = found.last_send {
            self.sent_at = send.at;
            // A text message may be shown as another channel that no page of ours has.
            let channel = send.channel.map(|channel| channel.as_str().into());
            self.channel = channel.or(self.channel.take());
        }
        if found.checks_used_up {
            self.use_up_checks();
        }
    }

    /// The claim of a process that died, to be read back by whoever comes next.
    pub(in crate::auth) fn dead_claim(&self, now: i64) -> Option<SendClaim> {
        let at = self.claimed_at.filter(|at| now - at > CLAIM_IS_DEAD_AFTER)?;
        Some(SendClaim {
            epoch: self.epoch,
            sends: self.sends,
            at,
            before: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::verification::fixture::{LIFETIME, sent, started};

    #[test]
    fn waits_grow_and_the_sixth_send_is_refused() {
        let mut row = Verification::default();
        let mut now = 1_000;
        for wait in WAITS {
            row.claim_send(now, Channel::Sms, LIFETIME).unwrap();
            row.learn_sid(&started(), LIFETIME);
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
        row.learn_sid(&started(), LIFETIME);
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
        let claim = row.claim_send(1_000, Channel::Sms, LIFETIME).unwrap();
        row.settle_refused(claim, 1_006);
        assert_eq!((row.sends, row.next_send_at), (0, 1_006));
        assert!(!row.is_live(1_002));
    }

    #[test]
    fn after_a_refusal_the_page_tells_of_the_send_before() {
        let (mut row, now) = sent(1);
        let told = row.sent_code();
        let claim = row.claim_send(now + 30, Channel::Call, LIFETIME).unwrap();
        assert_ne!(row.sent_code(), told);
        row.settle_refused(claim, now + 36);
        assert_eq!(row.sent_code(), told);
    }

    #[test]
    fn a_claim_dies_only_after_every_call_is_over() {
        let mut row = Verification::default();
        let claim = row.claim_send(1_000, Channel::Sms, LIFETIME).unwrap();
        assert_eq!(row.dead_claim(1_025), None);
        assert!(row.dead_claim(1_026).is_some());
        assert!(row.is_claimed_by(claim));
        row.settle_unanswered();
        assert!(!row.is_claimed_by(claim));
        assert_eq!(row.claim_check(1_026), Ok(None));
    }
}
