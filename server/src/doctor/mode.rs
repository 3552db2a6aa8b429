use super::{Finding, settings::Settings};
use crate::config::Provider;

/// Who sends the codes: Twilio, or nobody.
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
        Provider::Twilio(twilio) if twilio.username.starts_with("SK") => {
            Finding::ok("mode", "live: Twilio sends the codes, asked by an API key")
        }
        Provider::Twilio(_) => Finding::ok("mode", "live: Twilio sends the codes, asked by the auth token"),
    }
}
