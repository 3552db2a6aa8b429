use super::{CHECKS, Verification};

/// Why no check was claimed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::auth) enum CheckRefusal {
    Expired,
    NoChecksLeft,
}

impl Verification {
    /// Counts a check before it is made, and says by which SID; there is none while nobody knows what became of the send.
    pub(in crate::auth) fn claim_check(&mut self, now: i64) -> Result<Option<String>, CheckRefusal> {
        if !self.is_live(now) {
            return Err(CheckRefusal::Expired);
        }
        if self.checks >= CHECKS {
            return Err(CheckRefusal::NoChecksLeft);
        }
        self.checks += 1;
        self.check_unanswered = true;
        Ok(self.sid.clone())
    }

    /// The check never reached Twilio: it is given back. An answer that was lost before stays lost.
    pub(in crate::auth) fn settle_check_not_made(&mut self, lost_before: bool) {
        self.checks = (self.checks - 1).max(0);
        self.check_unanswered = lost_before;
    }

    /// There was nothing to check the code against; it counts, so that nobody can ask for ever.
    pub(in crate::auth) fn settle_nothing_found(&mut self, lost_before: bool) {
        self.check_unanswered = lost_before;
    }

    /// Twilio says that this verification is gone. One that was started meanwhile is another: it stays, and so does the claim
    /// on a send that may start one.
    pub(in crate::auth) fn settle_gone(&mut self, sid: &str, sends: i64) {
        match self.sid.as_deref() {
            Some(known) if known != sid => {}
            _ if self.sends == sends => self.end(),
            _ => {
                self.sid = None;
                self.check_unanswered = false;
            }
        }
    }

    /// Twilio says that all checks of this verification are made.
    pub(in crate::auth) fn settle_checks_used_up(&mut self, sid: &str) {
        if self.sid.as_deref() == Some(sid) {
            self.use_up_checks();
        }
    }

    /// All checks are made.
    pub(in crate::auth) fn use_up_checks(&mut self) {
        self.checks = CHECKS;
    }

    /// The code was wrong.
    pub(in crate::auth) fn settle_wrong(&mut self) {
        self.check_unanswered = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::verification::SendRefusal;
    use crate::auth::verification::fixture::{LIFETIME, sent};
    use app::domain::Channel;

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
    fn an_answer_about_one_verification_ends_no_other() {
        let (row, now) = sent(1);
        let mut ended = row.clone();
        ended.settle_gone("VE1", 1);
        assert_eq!((ended.epoch, ended.sends), (2, 0));

        let mut sending = row.clone();
        sending.claim_send(now + 30, Channel::Sms, LIFETIME).unwrap();
        sending.settle_gone("VE1", 1);
        assert_eq!((sending.epoch, sending.sends, sending.sid.as_ref()), (1, 2, None));
        assert!(sending.claimed_at.is_some());

        let mut begun_anew = row;
        begun_anew.sid = Some("VE2".into());
        let before = begun_anew.clone();
        begun_anew.settle_gone("VE1", 1);
        begun_anew.settle_checks_used_up("VE1");
        assert_eq!(begun_anew, before);
    }

    #[test]
    fn a_check_that_was_not_made_is_given_back() {
        let (mut row, now) = sent(1);
        row.claim_check(now).unwrap();
        row.settle_check_not_made(false);
        assert_eq!((row.checks, row.check_unanswered), (0, false));
        row.claim_check(now).unwrap();
        row.settle_check_not_made(true);
        assert_eq!((row.checks, row.check_unanswered), (0, true));
    }

    #[test]
    fn nothing_can_be_checked_before_a_send_or_after_the_end() {
        assert_eq!(Verification::default().claim_check(0), Err(CheckRefusal::Expired));
        let (mut row, now) = sent(1);
        row.end();
        assert_eq!(row.claim_check(now), Err(CheckRefusal::Expired));
        assert_eq!((row.epoch, row.next_send_at), (2, 1_030));
    }
}
