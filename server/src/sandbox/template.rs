//! The one template that the twin knows besides the ordinary message: the one that binds the code to a domain.

use super::{channel::Channel, fields::Fields, key_values, refusal::Refusal, sid};
use serde::Deserialize;
use serde_json::{Map, Value};

/// Where a request asks for the template and no setting names a domain: what a browser calls a portal on this machine.
pub(super) const USUAL_DOMAIN: &str = "localhost";

/// More templates are malformed (Verify, Verification resource: `Templates`).
const MOST: usize = 10;

/// `HJ` and 32 hex digits, the same in every twin.
pub(super) fn domain_bound() -> String {
    format!("HJ{}", "d0".repeat(16))
}

#[derive(Deserialize)]
struct Choice {
    sid: String,
    #[serde(default)]
    #[expect(dead_code, reason = "its form is checked, and the template has no variable")]
    substitutions: Map<String, Value>,
}

/// Whether the request asks for the template. `Templates` wins over `TemplateSid`.
pub(super) fn is_chosen(fields: &Fields, channel: Channel) -> Result<bool, Refusal> {
    let one = fields.optional("TemplateSid", |text| sid::is_sid("HJ", text))?;
    fields.optional("TemplateCustomSubstitutions", key_values::is_object)?;
    let several = fields.get("Templates").map(read_choices).transpose()?;
    let chosen = several.unwrap_or_else(|| one.map(str::to_owned).into_iter().collect());
    if let Some(stranger) = chosen.iter().find(|sid| **sid != domain_bound()) {
        return Err(Refusal::UnknownTemplate(stranger.clone()));
    }
    if !chosen.is_empty() && channel != Channel::Sms {
        return Err(Refusal::TemplateChannel);
    }
    Ok(!chosen.is_empty())
}

fn read_choices(text: &str) -> Result<Vec<String>, Refusal> {
    let choices: Vec<Choice> = serde_json::from_str(text).map_err(|_| Refusal::MalformedTemplates)?;
    let sids: Vec<String> = choices.into_iter().map(|choice| choice.sid).collect();
    let is_well_formed = (1..=MOST).contains(&sids.len()) && sids.iter().all(|text| sid::is_sid("HJ", text));
    is_well_formed.then_some(sids).ok_or(Refusal::MalformedTemplates)
}
