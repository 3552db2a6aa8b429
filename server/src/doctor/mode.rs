use super::{Finding, connection::place_of, settings::Settings};
use crate::{
    config::{Provider, is_twilio},
    twilio::TwilioSettings,
};

/// Who sends the codes: Twilio, somebody in its place, or nobody.
pub(super) fn examine(settings: &Settings) -> Finding {
    let contradictions: Vec<_> = settings.contradictions().map(ToString::to_string).collect();
    if !contradictions.is_empty() {
        return Finding::mistake("mode", contradictions.join("; "));
    }
    match &settings.config.provider {
        Provider::Sandbox => Finding::ok(
            "mode",
            "no Twilio setting is present, this is the sandbox: it sends nothing and shows every code",
        ),
        Provider::Twilio(twilio) => Finding::ok("mode", live(twilio)),
    }
}

fn live(twilio: &TwilioSettings) -> String {
    let by = if twilio.username.starts_with("SK") {
        "an API key"
    } else {
        "the auth token"
    };
    if is_twilio(&twilio.base_url) {
        return format!("live: Twilio sends the codes, asked by {by}");
    }
    let place = place_of(&twilio.base_url);
    format!("live: not Twilio but {place} makes the codes, asked by {by}")
}
