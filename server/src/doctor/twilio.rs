use super::{Finding, clock, code, connection, flags, service, settings::Settings, twilio_address};
use crate::{
    auth::Policy,
    clock::Clock,
    config::Provider,
    randomness::SystemRandomness,
    twilio::{Client, Timeouts, TwilioSettings},
};
use std::{sync::Arc, time::Duration};

const TIMEOUTS: Timeouts = Timeouts {
    connect: Duration::from_secs(3),
    total: Duration::from_secs(8),
};

/// Everything about Twilio, in the order in which one thing stands on the other. In the sandbox there is nothing to ask.
pub(super) async fn examine(settings: &Settings, time: &dyn Clock) -> Vec<Finding> {
    let Provider::Twilio(twilio) = &settings.config.provider else {
        return Vec::new();
    };
    if !settings.are_good("TWILIO_") {
        let sentence = "not examined: mend the TWILIO_ settings first";
        return vec![Finding::warning("twilio-answer", sentence)];
    }
    let mut findings = vec![twilio_address::examine(&twilio.base_url)];
    let (connected, way) = connection::examine(&twilio.base_url).await;
    findings.push(connected);
    if let Some(way) = way {
        findings.extend(ask(twilio, way, &settings.config.policy, time).await);
    }
    findings
}

async fn ask(
    twilio: &TwilioSettings,
    way: connection::Way,
    policy: &Policy,
    time: &dyn Clock,
) -> Vec<Finding> {
    let settings = TwilioSettings {
        timeouts: TIMEOUTS,
        ..twilio.clone()
    };
    let client = match Client::new(settings, Arc::new(SystemRandomness)) {
        Ok(client) => client,
        Err(_) => return vec![service::no_client()],
    };
    let answer = client.service().await;
    let now = time.now();
    let mut findings = service::examine(&answer, twilio, way);
    if answer.date.is_some() || answer.service.is_ok() {
        findings.push(clock::examine(answer.date, now, policy.code_lifetime));
    }
    if let Ok(service) = &answer.service {
        findings.push(code::length(service, policy.code_length));
        findings.push(code::lifetime(policy.code_lifetime));
        findings.extend(flags::examine(service));
    }
    findings
}
