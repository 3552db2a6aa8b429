use serde::Serialize;

/// How a code travels (Verify, Verification resource: `Channel`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Channel {
    Sms,
    Call,
}

impl Channel {
    pub(super) fn parse(name: &str) -> Option<Self> {
        match name {
            "sms" => Some(Self::Sms),
            "call" => Some(Self::Call),
            _ => None,
        }
    }

    /// The word that `Channel` takes.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Call => "call",
        }
    }
}

/// Channels that Twilio knows and this service has switched off; they are refused with 60223 instead of 60200.
///
/// `auto` is missing because Twilio calls it invalid where it is not enabled.
pub(super) fn is_switched_off(name: &str) -> bool {
    matches!(name, "email" | "whatsapp" | "rcs" | "sna")
}
