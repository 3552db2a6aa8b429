use super::{
    SandboxSettings,
    channel::{Channel, is_switched_off},
    e164,
    fields::Fields,
    key_values, locale,
    refusal::Refusal,
    template,
};
use std::net::IpAddr;

/// Every field of Verify's "Start New Verification"; `Amount`, `Payee` and `Risk.TelemetryId` have no effect here.
const FIELDS: [&str; 20] = [
    "To",
    "Channel",
    "CustomFriendlyName",
    "CustomMessage",
    "SendDigits",
    "Locale",
    "CustomCode",
    "Amount",
    "Payee",
    "RateLimits",
    "ChannelConfiguration",
    "AppHash",
    "TemplateSid",
    "TemplateCustomSubstitutions",
    "Templates",
    "DeviceIp",
    "EnableSnaClientToken",
    "RiskCheck",
    "Tags",
    "Risk.TelemetryId",
];

/// Characters of a name in a message (Verify, Services resource: `FriendlyName`).
const LONGEST_NAME: usize = 30;

/// A start or a re-send that may be acted on.
pub(super) struct CreateRequest {
    pub(super) to: String,
    pub(super) channel: Channel,
    pub(super) locale: String,
    /// Stands in for the service's name.
    pub(super) friendly_name: Option<String>,
    pub(super) app_hash: Option<String>,
    /// Whether the template that binds the code to a domain was asked for.
    pub(super) is_domain_bound: bool,
    /// Name and key of each limit that counts this request.
    pub(super) rate_limits: Vec<(String, String)>,
    /// Whether Fraud Guard looks at it.
    pub(super) risk_check: bool,
}

impl CreateRequest {
    /// The first thing wrong with the form, or the request.
    pub(super) fn read(fields: &Fields, settings: &SandboxSettings) -> Result<Self, Refusal> {
        fields.log_unknown(&FIELDS);
        let to = fields.required("To", e164::is_number)?;
        let channel = read_channel(fields)?;
        let locale = fields.optional("Locale", locale::is_known)?;
        check_what_only_has_a_form(fields)?;
        Ok(Self {
            to: to.to_owned(),
            channel,
            locale: locale.unwrap_or_else(|| locale::of_number(to)).to_owned(),
            friendly_name: read_friendly_name(fields, settings)?,
            app_hash: read_app_hash(fields, channel)?,
            is_domain_bound: template::is_chosen(fields, channel)?,
            rate_limits: read_rate_limits(fields, settings)?,
            risk_check: fields.optional("RiskCheck", |word| ["enable", "disable"].contains(&word))?
                != Some("disable"),
        })
    }
}

fn read_channel(fields: &Fields) -> Result<Channel, Refusal> {
    let name = fields.get("Channel");
    name.and_then(Channel::parse).ok_or_else(|| match name {
        Some(name) if is_switched_off(name) => Refusal::ChannelOff(name.to_owned()),
        _ => Refusal::InvalidParameter("Channel", name.map(str::to_owned)),
    })
}

/// Fields whose value changes nothing here, but would be refused by Twilio. `SendDigits` is what a real call would dial.
fn check_what_only_has_a_form(fields: &Fields) -> Result<(), Refusal> {
    let is_dialled = |digit| matches!(digit, b'0'..=b'9' | b'*' | b'#' | b'w');
    fields.optional("SendDigits", |text| text.bytes().all(is_dialled))?;
    fields.optional("DeviceIp", |text| text.parse::<IpAddr>().is_ok())?;
    fields.optional("EnableSnaClientToken", |word| ["true", "false"].contains(&word))?;
    fields.optional("Tags", key_values::are_tags)?;
    fields.optional("ChannelConfiguration", key_values::is_object)?;
    if fields.get("CustomCode").is_some() {
        return Err(Refusal::NotEnabled("CustomCode"));
    }
    if fields.get("CustomMessage").is_some() {
        return Err(Refusal::CustomMessage);
    }
    Ok(())
}

fn read_friendly_name(fields: &Fields, settings: &SandboxSettings) -> Result<Option<String>, Refusal> {
    let name = "CustomFriendlyName";
    if fields.get(name).is_some() && !settings.custom_friendly_name {
        return Err(Refusal::NotEnabled(name));
    }
    let is_name = |text: &str| (1..=LONGEST_NAME).contains(&text.chars().count());
    Ok(fields.optional(name, is_name)?.map(str::to_owned))
}

/// Eleven characters of base64, as the SMS Retriever of Android makes them.
fn read_app_hash(fields: &Fields, channel: Channel) -> Result<Option<String>, Refusal> {
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let hash = fields.optional("AppHash", |text| text.len() == 11 && text.bytes().all(is_base64))?;
    match hash {
        Some(_) if channel != Channel::Sms => Err(Refusal::AppHashChannel),
        hash => Ok(hash.map(str::to_owned)),
    }
}

/// Code 60200 for a name that the service does not define is assumed.
fn read_rate_limits(fields: &Fields, settings: &SandboxSettings) -> Result<Vec<(String, String)>, Refusal> {
    let Some(text) = fields.get("RateLimits") else {
        return Ok(Vec::new());
    };
    let invalid = |echo: &str| Refusal::InvalidParameter("RateLimits", Some(echo.to_owned()));
    let keys = key_values::read(text).ok_or_else(|| invalid(text))?;
    let is_defined = |name: &String| settings.rate_limits.iter().any(|limit| limit.name == *name);
    match keys.keys().find(|name| !is_defined(name)) {
        Some(stranger) => Err(invalid(stranger)),
        None => Ok(keys.into_iter().collect()),
    }
}
