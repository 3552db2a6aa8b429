use super::{
    channel::{Channel, is_switched_off},
    e164,
    fields::Fields,
    locale,
    refusal::Refusal,
};

/// Every field of Verify's "Start New Verification"; those that the twin has no use for are accepted and ignored.
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

/// A start or a re-send that may be acted on.
pub(super) struct CreateRequest {
    pub(super) to: String,
    pub(super) channel: Channel,
    pub(super) locale: String,
}

impl CreateRequest {
    /// The first thing wrong with the form, or the request.
    pub(super) fn read(fields: &Fields) -> Result<Self, Refusal> {
        fields.log_unknown(&FIELDS);
        let to = fields.required("To", e164::is_number)?;
        let channel = read_channel(fields)?;
        let locale = match fields.get("Locale") {
            Some(_) => fields.required("Locale", locale::is_known)?,
            None => locale::of_number(to),
        };
        for name in ["CustomCode", "CustomFriendlyName"] {
            if fields.get(name).is_some() {
                return Err(Refusal::NotEnabled(name));
            }
        }
        Ok(Self {
            to: to.to_owned(),
            channel,
            locale: locale.to_owned(),
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
