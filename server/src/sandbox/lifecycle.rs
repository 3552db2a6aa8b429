//! What happens to a verification: Twilio's state table, row by row. Tested in `tests/state_table.rs`.

use super::{
    Sandbox, code,
    create_request::CreateRequest,
    ledger::{Ledger, Target},
    locale::Language,
    message::Message,
    rate_limit::of_fetches,
    refusal::Refusal,
    sid, template,
    verification::{Attempt, Status, Verification},
    wording::Wording,
};
use crate::clock::Clock;

impl Sandbox {
    /// Sends a code: the one of the open verification, else a new one.
    pub(super) fn create(&self, request: &CreateRequest) -> Result<Verification, Refusal> {
        let now = self.clock.now_milliseconds();
        let mut state = self.state();
        let limits = &self.settings.rate_limits;
        let counted = state
            .starts
            .count(limits, &request.rate_limits, now.div_euclid(1000));
        counted.map_err(|reached| Refusal::RateLimitReached(reached.name, reached.seconds))?;
        let target = Target::Number(request.to.clone());
        if !self.may_send_again(&mut state.ledger, &target, now)? {
            state.ledger.insert(self.new_verification(&request.to, now));
        }
        let row = state.ledger.find(&target).ok_or(Refusal::NotFound)?;
        row.updated = now;
        row.attempts.push(Attempt {
            sid: sid::draw("VL", &*self.randomness),
            channel: request.channel,
            time: now,
        });
        let verification = row.clone();
        state.deliver(self.compose(request, &verification));
        Ok(verification)
    }

    /// Whether there is an open verification with a send left; false means that a new one is due.
    fn may_send_again(&self, ledger: &mut Ledger, target: &Target, now: i64) -> Result<bool, Refusal> {
        let Some(open) = ledger.find(target).filter(|row| row.is_open(now)) else {
            return Ok(false);
        };
        match open.status {
            Status::MaxAttemptsReached if self.settings.restart_after_last_check => Ok(false),
            Status::MaxAttemptsReached => Err(Refusal::ChecksUsed),
            _ if open.attempts.len() >= self.settings.sends => Err(Refusal::SendsUsed),
            _ => Ok(true),
        }
    }

    fn new_verification(&self, to: &str, now: i64) -> Verification {
        Verification {
            sid: sid::draw("VE", &*self.randomness),
            to: to.to_owned(),
            code: code::draw(self.settings.code_length, &*self.randomness),
            status: Status::Pending,
            created: now,
            updated: now,
            expires: now.div_euclid(1000) + self.settings.lifetime_seconds,
            checks: 0,
            attempts: Vec::new(),
        }
    }

    fn compose(&self, request: &CreateRequest, verification: &Verification) -> Message {
        let settings = &self.settings;
        let code = &verification.code;
        let template_domain = request.is_domain_bound.then_some(template::USUAL_DOMAIN);
        let wording = Wording {
            channel: request.channel,
            language: Language::of(&request.locale),
            friendly_name: request.friendly_name.as_ref().unwrap_or(&settings.friendly_name),
            code,
            warns: settings.do_not_share_warning,
            domain: settings.domain.as_deref().or(template_domain),
            app_hash: request.app_hash.as_deref(),
        };
        Message {
            to: request.to.clone(),
            channel: request.channel,
            code: code.clone(),
            body: wording.body(),
            locale: request.locale.clone(),
            sent_at: verification.updated.div_euclid(1000),
            sid: verification.sid.clone(),
        }
    }

    /// Tries a well-formed code. A wrong one is an ordinary answer, not a refusal.
    pub(super) fn check(&self, target: &Target, tried: &str) -> Result<Verification, Refusal> {
        let now = self.clock.now_milliseconds();
        let mut state = self.state();
        let found = state.ledger.find(target);
        let open = found.filter(|row| row.is_open(now));
        open.ok_or(Refusal::NotFound)?
            .try_code(tried, self.settings.checks, now)
    }

    /// Shows a verification; a canceled one is still there until it expires.
    pub(super) fn fetch(&self, target: &Target) -> Result<Verification, Refusal> {
        let now = self.clock.now_milliseconds();
        let mut state = self.state();
        let found = state.ledger.find(target);
        let shown = found.filter(|row| row.is_shown(now)).cloned();
        let verification = shown.ok_or(Refusal::NotFound)?;
        if self.settings.fetch_limits {
            let key = [("fetch".to_owned(), verification.sid.clone())];
            let counted = state.fetches.count(&of_fetches(), &key, now.div_euclid(1000));
            counted.map_err(|reached| Refusal::TooManyRequests(reached.seconds))?;
        }
        Ok(verification)
    }

    /// Cancels or approves from outside. Assumed: a canceled verification cannot be changed any more.
    pub(super) fn update(&self, target: &Target, status: Status) -> Result<Verification, Refusal> {
        let now = self.clock.now_milliseconds();
        let mut state = self.state();
        let found = state.ledger.find(target);
        let open = found.filter(|row| row.is_open(now));
        let row = open.ok_or(Refusal::NotFound)?;
        row.status = status;
        row.updated = now;
        Ok(row.clone())
    }
}
