//! Numbers that always fail, one per failure that a client must survive.
//!
//! They lie in +1 500 555, where Twilio keeps its own test numbers and no person has a phone. Where
//! Twilio gives one of them a meaning, it has the same meaning here. Every other number of the range works.

use super::{channel::Channel, refusal::Refusal};

/// The refusal that belongs to this number, if any. A landline refuses an SMS and takes a call.
pub(super) fn refusal(to: &str, channel: Channel) -> Option<Refusal> {
    let refusal = match to.strip_prefix("+1500555")? {
        // 60200: not a number after all.
        "0001" => Refusal::InvalidParameter("To", Some(to.to_owned())),
        // 60605: geo-permissions.
        "0003" => Refusal::GeoPermissions,
        // 21610: the recipient has sent STOP.
        "0004" => Refusal::Unsubscribed,
        // 60205: a landline.
        "0009" if channel == Channel::Sms => Refusal::Landline,
        // 60410: Fraud Guard.
        "0010" => Refusal::FraudGuard,
        // 60220: vetting is missing.
        "0011" => Refusal::NotVetted,
        // 60238: blocked by Twilio.
        "0012" => Refusal::CreationBlocked,
        // 60212: too many starts for this number.
        "0013" => Refusal::NumberBusy,
        // 20429 with Retry-After: the account is too fast.
        "0014" => Refusal::TooManyRequests,
        // 503: an outage.
        "0015" => Refusal::Unavailable,
        _ => return None,
    };
    Some(refusal)
}
