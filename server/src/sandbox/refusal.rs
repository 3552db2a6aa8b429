/// Why the twin did not do what it was asked (Twilio, error and warning dictionary). It may hold a number, therefore it has no `Debug`.
pub(super) enum Refusal {
    /// Wrong or missing credentials.
    Authenticate,
    /// No such path, service or verification, or one that is approved, expired or canceled.
    NotFound,
    /// The path exists, the method does not.
    MethodNotAllowed,
    /// Too many requests for the whole account; this one was not processed.
    TooManyRequests,
    /// An outage. Code 20503 is assumed.
    Unavailable,
    /// A parameter is missing (no value) or wrong.
    InvalidParameter(&'static str, Option<String>),
    /// The code cannot be one; Twilio words this differently from the other parameters.
    InvalidCode,
    /// A check names neither a number nor a verification.
    NoTarget,
    /// Every check of this verification is used.
    ChecksUsed,
    /// Every send of this verification is used.
    SendsUsed,
    /// The feature of this parameter is not enabled for the service.
    NotEnabled(&'static str),
    /// The channel is switched off for the service.
    ChannelOff(String),
    /// An SMS to a landline.
    Landline,
    /// China: the use case was not vetted.
    NotVetted,
    /// Blocked by Twilio after a review. HTTP 403 is assumed.
    CreationBlocked,
    /// Fraud Guard blocked the prefix.
    FraudGuard,
    /// The country is not permitted.
    GeoPermissions,
    /// Too many starts for this number.
    NumberBusy,
    /// The recipient has sent STOP. HTTP 400 is assumed.
    Unsubscribed,
}

impl Refusal {
    /// HTTP status and Twilio's code.
    pub(super) fn figures(&self) -> (u16, u32) {
        match self {
            Self::Authenticate => (401, 20003),
            Self::NotFound => (404, 20404),
            Self::MethodNotAllowed => (405, 20004),
            Self::TooManyRequests => (429, 20429),
            Self::Unavailable => (503, 20503),
            Self::InvalidParameter(..) | Self::InvalidCode => (400, 60200),
            Self::NoTarget => (400, 60221),
            Self::ChecksUsed => (429, 60202),
            Self::SendsUsed => (429, 60203),
            Self::NotEnabled(_) => (403, 60204),
            Self::ChannelOff(_) => (400, 60223),
            Self::Landline => (403, 60205),
            Self::NotVetted => (400, 60220),
            Self::CreationBlocked => (403, 60238),
            Self::FraudGuard => (403, 60410),
            Self::GeoPermissions => (403, 60605),
            Self::NumberBusy => (429, 60212),
            Self::Unsubscribed => (400, 21610),
        }
    }

    /// Twilio's text for a request to this path. Like the real one it may echo the number: show it to nobody.
    pub(super) fn message(&self, path: &str) -> String {
        let fixed = match self {
            Self::NotFound => return format!("The requested resource {path} was not found"),
            Self::InvalidParameter(name, None) => return format!("Invalid parameter `{name}`"),
            Self::InvalidParameter(name, Some(value)) => {
                return format!("Invalid parameter `{name}`: {value}");
            }
            Self::NotEnabled(name) => return format!("{name} is not enabled for this service"),
            Self::ChannelOff(name) => return format!("Delivery channel disabled: {name}"),
            Self::Authenticate => "Authenticate",
            Self::MethodNotAllowed => "Method not allowed",
            Self::TooManyRequests => "Too many requests",
            Self::Unavailable => "Service is unavailable. Please try again.",
            Self::InvalidCode => "Invalid parameter: Code",
            Self::NoTarget => "Either 'To' or 'VerificationSid' is required",
            Self::ChecksUsed => "Max check attempts reached",
            Self::SendsUsed => "Max send attempts reached",
            Self::Landline => "SMS is not supported by landline phone number",
            Self::NotVetted => "Use case vetting is required for this destination",
            Self::CreationBlocked => "Verification creation was blocked by Twilio",
            Self::FraudGuard => "The destination phone number prefix is blocked for this channel",
            Self::GeoPermissions => "The destination country is blocked by geo permissions",
            Self::NumberBusy => "Too many concurrent requests for phone number",
            Self::Unsubscribed => "Attempt to send to unsubscribed recipient",
        };
        fixed.to_owned()
    }
}
