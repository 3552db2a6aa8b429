#[cfg(test)]
mod document;
#[cfg(test)]
mod tests;

use crate::verify::{CheckError, Refusal, StartError, Verdict};
use Refusal::{Busy, Channel, ChecksUsedUp, Configuration, HeldBack, Number, SendsUsedUp, Unsubscribed};

/// One error code of Twilio, or a row of them, and what it means here.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub first: u32,
    pub last: u32,
    /// What Twilio means by it, for the log and the documentation.
    pub about: &'static str,
    /// What it means for a send.
    pub start: StartError,
    /// What it means for a check.
    pub check: Result<Verdict, CheckError>,
    /// True when an operator must hear of it: as an answer to a send for these, and to a check wherever it is refused.
    pub alerts: bool,
}

/// A refused send; a check that is refused so was not looked at.
const fn refused(code: u32, refusal: Refusal, about: &'static str) -> Row {
    Row {
        first: code,
        last: code,
        about,
        start: StartError::Refused(refusal),
        check: Err(CheckError::Refused),
        alerts: matches!(refusal, Configuration),
    }
}

const fn misconfigured(code: u32, about: &'static str) -> Row {
    refused(code, Configuration, about)
}

impl Row {
    const fn to(self, last: u32) -> Self {
        Self { last, ..self }
    }

    const fn check(self, check: Result<Verdict, CheckError>) -> Self {
        Self { check, ..self }
    }

    const fn start(self, start: StartError) -> Self {
        Self { start, ..self }
    }

    const fn quiet(self) -> Self {
        Self {
            alerts: false,
            ..self
        }
    }

    const fn alerting(self) -> Self {
        Self { alerts: true, ..self }
    }
}

/// Every code that Verify is known to answer (Twilio, "Error and Warning Dictionary"), in order.
#[rustfmt::skip]
pub(super) const TABLE: &[Row] = &[
    misconfigured(20001, "a parameter is missing or unknown"),
    misconfigured(20003, "wrong or suspended credentials, or a key of another region"),
    misconfigured(20005, "the account is not active"),
    misconfigured(20008, "test credentials"),
    misconfigured(20403, "the account is suspended"),
    misconfigured(20404, "no such service, or no such verification any more").check(Ok(Verdict::Gone)),
    misconfigured(20429, "too many requests; not processed").quiet()
        .start(StartError::NotProcessed { wait: None }).check(Err(CheckError::NotProcessed)),
    refused(21211, Number, "invalid number"),
    misconfigured(21219, "a trial account calls verified numbers only"),
    refused(21408, Number, "the region is not enabled for the account"),
    misconfigured(21608, "a trial account texts verified numbers only"),
    refused(21610, Unsubscribed, "the person has answered STOP"),
    refused(21612, Channel, "no route to this number"),
    refused(21614, Channel, "not a mobile number"),
    refused(30450, HeldBack, "the carrier suspects message pumping"),
    misconfigured(60001, "authentication further down failed"),
    refused(60006, Number, "well formed, but no real number"),
    // Of a send it is the number, unless the message names a parameter that is ours; of a check it is the code.
    refused(60200, Number, "invalid parameter").check(Ok(Verdict::Malformed)),
    misconfigured(60201, "the translation of the template is not approved"),
    refused(60202, ChecksUsedUp, "five checks are made").check(Ok(Verdict::UsedUp)),
    refused(60203, SendsUsedUp, "five messages are sent"),
    misconfigured(60204, "the feature is not enabled for the service"),
    refused(60205, Channel, "a landline gets no text messages"),
    misconfigured(60206, "PSD2 is on, amount and payee are missing"),
    misconfigured(60207, "the rate limits of the service are set up wrongly").to(60211),
    refused(60212, Busy, "too many starts for this number in a short time").check(Err(CheckError::NotProcessed)),
    misconfigured(60214, "PSD2 is not possible by this channel"),
    misconfigured(60217, "the e-mail channel has no mailer"),
    refused(60220, Number, "China: the use case needs vetting"),
    misconfigured(60221, "neither number nor SID"),
    refused(60223, Channel, "the channel is switched off for the service").alerting(),
    misconfigured(60224, "values for the template are missing"),
    misconfigured(60228, "there is no such template"),
    misconfigured(60229, "the template has no such translation"),
    refused(60238, Number, "blocked by Twilio"),
    misconfigured(60243, "custom messages are not supported"),
    misconfigured(60245, "a limit of the messaging service"),
    misconfigured(60247, "the message is too long"),
    misconfigured(60248, "the message holds a restricted word"),
    misconfigured(60250, "Australia: registration is missing"),
    misconfigured(60252, "the templates are malformed"),
    misconfigured(60408, "a template for text messages, by another channel"),
    refused(60410, HeldBack, "Fraud Guard holds back this prefix, for about twelve hours"),
    refused(60412, HeldBack, "suspected of a fraudulent sign-up"),
    refused(60413, HeldBack, "the device is suspected of fraud"),
    misconfigured(60428, "a template for a channel that has none"),
    misconfigured(60431, "no such verification").check(Ok(Verdict::Gone)),
    misconfigured(60500, "silent network authentication").to(60550),
    misconfigured(60602, "an app hash by another channel than SMS"),
    refused(60605, Number, "the country is not permitted"),
    misconfigured(60623, "no such verification").check(Ok(Verdict::Gone)),
    misconfigured(60624, "the maximum of a trial account"),
    refused(68008, Channel, "the WhatsApp sender is not set up").alerting(),
    misconfigured(572_005, "a trial account reaches verified numbers only"),
    misconfigured(573_005, "a trial account reaches verified numbers only"),
    misconfigured(575_001, "Verify is not offered to this trial account"),
];

/// The row of a code.
pub(super) fn row(code: u32) -> Option<&'static Row> {
    TABLE.iter().find(|row| (row.first..=row.last).contains(&code))
}
