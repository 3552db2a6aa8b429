mod checking;
mod sending;

pub(super) use checking::CheckRefusal;
pub(super) use sending::{SendClaim, SendRefusal};

use app::domain::{Channel, SentCode};
use sqlx::FromRow;

/// Twilio sends five times to a number within the lifetime of a code (error 60203).
const SENDS: i64 = 5;
/// Twilio checks five times (error 60202).
const CHECKS: i64 = 5;

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
    /// Of the sends, those that the guard against pumping counted.
    pub unproven_sends: i64,
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

    /// When the next send is allowed: after its wait, or, with no sends left, when the code has gone out of use.
    pub fn send_allowed_at(&self, now: i64) -> i64 {
        if self.sends_left(now) > 0 {
            self.next_send_at
        } else {
            self.next_send_at.max(self.expires_at)
        }
    }

    /// What the code page shows to a challenge that joined this verification.
    pub fn sent_code(&self) -> Option<SentCode> {
        let channel: Channel = self.channel.as_deref()?.parse().ok()?;
        (self.sends > 0).then(|| SentCode {
            channel,
            confirmed: self.sid.is_some(),
            sent_at: self.sent_at,
            expires_at: self.expires_at,
            checks_left: (CHECKS - self.checks).max(0),
        })
    }

    fn begin(&mut self, expires_at: i64) {
        *self = Self {
            epoch: self.epoch + 1,
            next_send_at: self.next_send_at,
            expires_at,
            ..Self::default()
        };
    }

    /// Gone at Twilio. The wait before the next send remains.
    pub(super) fn end(&mut self) {
        let expires_at = 0;
        self.begin(expires_at);
    }

    /// Approved: whoever holds the phone need not wait to sign in elsewhere. The row is kept as long as that of any code, or its epoch
    /// would begin anew while challenges remember it.
    pub(super) fn end_approved(&mut self, now: i64) {
        self.begin(now);
        self.next_send_at = 0;
    }
}

#[cfg(test)]
mod fixture {
    use super::*;
    use crate::verify::Started;

    pub(super) const LIFETIME: i64 = 600;

    /// What Twilio says of a verification that began at second 1,000.
    pub(super) fn started() -> Started {
        Started {
            sid: "VE1".into(),
            created_at: Some(1_000),
        }
    }

    /// A row after so many sends from second 1,000 on, each as early as it may be, and when the last one was.
    pub(super) fn sent(times: i64) -> (Verification, i64) {
        let mut row = Verification::default();
        let mut now = 1_000;
        for _ in 0..times {
            now = now.max(row.next_send_at);
            let claim = row.claim_send(now, Channel::Sms, LIFETIME).unwrap();
            row.settle_started(claim, &started(), LIFETIME);
        }
        (row, now)
    }
}
