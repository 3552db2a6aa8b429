/// A parameter of a send that no person chose.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Parameter {
    /// The language, which may be left out.
    Locale,
    /// Any other.
    Ours,
}

/// All that a send may say besides number and locale.
const OURS: [&str; 7] = [
    "AppHash",
    "Channel",
    "CustomFriendlyName",
    "DeviceIp",
    "RateLimits",
    "Tags",
    "TemplateSid",
];

impl Parameter {
    /// The parameter that a message of Twilio's names.
    pub(super) fn named_in(text: &str) -> Option<Self> {
        if text.contains("Locale") {
            Some(Self::Locale)
        } else {
            OURS.iter().any(|name| text.contains(name)).then_some(Self::Ours)
        }
    }
}
