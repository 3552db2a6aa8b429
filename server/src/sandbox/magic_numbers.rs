//! Numbers that always fail, one per failure that a client must survive.
//!
//! They lie in +1 500 555, where Twilio keeps its own test numbers and no person has a phone. Where
//! Twilio gives one of them a meaning, it has the same meaning here. Every other number of the range works.

mod table;

use super::{channel::Channel, fault::FaultKind, refusal::Refusal};

#[cfg(test)]
pub(super) use self::table::{BROKEN, REFUSED};
#[cfg(not(test))]
use self::table::{BROKEN, REFUSED};

/// What every magic number begins with; four digits follow.
pub(super) const RANGE: &str = "+1500555";

/// On which channel a number fails.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Where {
    /// On each.
    Everywhere,
    /// On one; the other one delivers.
    Only(Channel),
}

/// Numbers that a start refuses in one way.
pub(super) struct MagicNumber {
    /// Each four digits: the last of the numbers.
    pub(super) ends: &'static [&'static str],
    pub(super) code: u32,
    pub(super) status: u16,
    /// The status is nowhere stated: assumed.
    pub(super) is_assumed: bool,
    pub(super) fails: Where,
    /// The message; `{to}`, `{channel}` and `{path}` stand for those of the request.
    pub(super) text: &'static str,
}

impl MagicNumber {
    /// What the answer to a request to this path says.
    pub(super) fn message(&self, to: &str, channel: Channel, path: &str) -> String {
        self.text
            .replace("{to}", to)
            .replace("{channel}", channel.name())
            .replace("{path}", path)
    }
}

/// The refusal that belongs to this number on this channel, if any. `RiskCheck=disable` passes Fraud Guard.
pub(super) fn refusal(to: &str, channel: Channel, risk_check: bool) -> Option<Refusal> {
    let end = to.strip_prefix(RANGE)?;
    let row = REFUSED.iter().find(|row| row.ends.contains(&end))?;
    let fails = match row.fails {
        Where::Everywhere => true,
        Where::Only(only) => only == channel,
    };
    let is_passed = row.code == FRAUD_GUARD && !risk_check;
    (fails && !is_passed).then(|| Refusal::Magic(row, to.to_owned(), channel))
}

/// Fraud Guard blocked the prefix.
const FRAUD_GUARD: u32 = 60410;

/// The fault that belongs to every start for this number, if any.
pub(super) fn fault(to: &str) -> Option<FaultKind> {
    let end = to.strip_prefix(RANGE)?;
    let (_, kind) = BROKEN.iter().find(|(broken, _)| *broken == end)?;
    Some(*kind)
}
