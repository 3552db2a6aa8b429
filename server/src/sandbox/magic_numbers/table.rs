//! The numbers: `+1500555` and the last four digits of Twilio's code. A code whose end is taken, or is Twilio's
//! own valid number 0006, moves to 90xx. The two-digit ends are those of Twilio's test numbers and our first ones.

use super::{
    MagicNumber,
    Where::{self, Everywhere, Only},
};
use crate::sandbox::{
    channel::Channel::{Call, Sms},
    fault::FaultKind,
};

const fn row(
    ends: &'static [&'static str],
    code: u32,
    status: u16,
    fails: Where,
    text: &'static str,
) -> MagicNumber {
    MagicNumber {
        ends,
        code,
        status,
        is_assumed: false,
        fails,
        text,
    }
}

impl MagicNumber {
    /// No page of Twilio states the status.
    const fn assumed(mut self) -> Self {
        self.is_assumed = true;
        self
    }
}

/// Every code that a start can answer (Twilio, Verify error codes; error and warning dictionary).
#[rustfmt::skip]
pub(in crate::sandbox) static REFUSED: [MagicNumber; 53] = [
    row(&["9001"], 20001, 400, Everywhere, "Missing or unknown parameter"),
    row(&["9003"], 20003, 401, Everywhere, "Authenticate"),
    row(&["9005"], 20005, 403, Everywhere, "Account is not active").assumed(),
    row(&["9008"], 20008, 403, Everywhere, "Resource is not available with test credentials"),
    row(&["0403"], 20403, 403, Everywhere, "Account is suspended"),
    row(&["0404"], 20404, 404, Everywhere, "The requested resource {path} was not found"),
    row(&["0014", "0429"], 20429, 429, Everywhere, "Too many requests"),
    row(&["0500"], 20500, 500, Everywhere, "Internal server error").assumed(),
    row(&["0015", "0503"], 20503, 503, Everywhere, "Service is unavailable. Please try again.").assumed(),
    row(&["1211"], 21211, 400, Everywhere, "Invalid 'To' phone number: {to}"),
    row(&["1219"], 21219, 400, Only(Call), "A trial account calls verified numbers only: {to}"),
    row(&["1408"], 21408, 400, Everywhere, "The region of {to} is not enabled for this account").assumed(),
    row(&["1608"], 21608, 400, Only(Sms), "A trial account sends to verified numbers only: {to}"),
    row(&["0004", "1610"], 21610, 400, Only(Sms), "Attempt to send to unsubscribed recipient").assumed(),
    row(&["1612"], 21612, 400, Only(Sms), "There is no route for a message to {to}").assumed(),
    row(&["1614"], 21614, 400, Only(Sms), "{to} is not a mobile number").assumed(),
    row(&["0450"], 30450, 403, Only(Sms), "The carrier blocks suspected SMS pumping").assumed(),
    row(&["9061"], 60001, 401, Everywhere, "Downstream authentication failed").assumed(),
    row(&["9066"], 60006, 400, Everywhere, "{to} is not a real phone number").assumed(),
    row(&["0001", "0200"], 60200, 400, Everywhere, "Invalid parameter `To`: {to}"),
    row(&["0201"], 60201, 400, Everywhere, "The translation of the template is not approved").assumed(),
    row(&["0202"], 60202, 429, Everywhere, "Max check attempts reached"),
    row(&["0203"], 60203, 429, Everywhere, "Max send attempts reached"),
    row(&["0204"], 60204, 403, Everywhere, "This feature is not enabled for this service"),
    row(&["0009", "0205"], 60205, 403, Only(Sms), "SMS is not supported by landline phone number"),
    row(&["0206"], 60206, 400, Everywhere, "Amount and Payee are required"),
    row(&["0013", "0212"], 60212, 429, Everywhere, "Too many concurrent requests for phone number"),
    row(&["0214"], 60214, 400, Everywhere, "PSD2 is not possible on the channel {channel}"),
    row(&["0217"], 60217, 400, Everywhere, "No mailer belongs to this service"),
    row(&["0011", "0220"], 60220, 400, Everywhere, "Use case vetting is required for this destination"),
    row(&["0223"], 60223, 400, Everywhere, "Delivery channel disabled: {channel}"),
    row(&["0224"], 60224, 400, Everywhere, "Substitutions of the template are missing").assumed(),
    row(&["0228"], 60228, 400, Everywhere, "Template not found").assumed(),
    row(&["0229"], 60229, 400, Everywhere, "The template has no such translation").assumed(),
    row(&["0012", "0238"], 60238, 403, Everywhere, "Verification creation was blocked by Twilio").assumed(),
    row(&["0243"], 60243, 400, Everywhere, "CustomMessage is not supported").assumed(),
    row(&["0245"], 60245, 400, Everywhere, "A limit of the messaging service is reached").assumed(),
    row(&["0247"], 60247, 400, Everywhere, "The message is too long").assumed(),
    row(&["0248"], 60248, 400, Everywhere, "The message holds a restricted word").assumed(),
    row(&["0250"], 60250, 400, Everywhere, "The sender is not registered for Australia").assumed(),
    row(&["0252"], 60252, 400, Everywhere, "Invalid Templates"),
    row(&["0408"], 60408, 400, Only(Call), "TemplateSid is not supported on the channel {channel}").assumed(),
    row(&["0428"], 60428, 400, Everywhere, "Unsupported channel: {channel}").assumed(),
    row(&["0010", "0410"], 60410, 403, Only(Sms), "Fraud Guard blocks the prefix of {to} for {channel}"),
    row(&["0412"], 60412, 403, Everywhere, "Blocked as signup fraud").assumed(),
    row(&["0413"], 60413, 403, Everywhere, "Blocked by device intelligence").assumed(),
    row(&["0602"], 60602, 400, Only(Call), "AppHash is only supported for SMS"),
    row(&["0003", "0605"], 60605, 403, Everywhere, "Geo permissions block the country of {to} for {channel}"),
    row(&["0624"], 60624, 429, Everywhere, "The trial account has reached its maximum").assumed(),
    row(&["8008"], 68008, 400, Everywhere, "The WhatsApp sender is not set up").assumed(),
    row(&["2005"], 572005, 403, Everywhere, "A trial account sends to verified recipients only: {to}").assumed(),
    row(&["3005"], 573005, 403, Everywhere, "Verify is not offered to this trial account").assumed(),
    row(&["5001"], 575001, 403, Everywhere, "Verify is not offered to this trial account").assumed(),
];

/// Failures that are no code; each start for one of these numbers meets this fault.
pub(in crate::sandbox) static BROKEN: [(&str, FaultKind); 6] = [
    ("0502", FaultKind::BadGateway),
    ("9101", FaultKind::Drop),
    ("9102", FaultKind::DropBefore),
    ("9103", FaultKind::Truncated),
    ("9104", FaultKind::Slow),
    ("9105", FaultKind::SlowAnswer),
];
