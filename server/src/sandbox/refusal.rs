use super::{channel::Channel, magic_numbers::MagicNumber};

/// Why the twin did not do what it was asked (Twilio, error and warning dictionary). It may hold a number, therefore it has no `Debug`.
pub(super) enum Refusal {
    /// Wrong or missing credentials.
    Authenticate,
    /// No such path, service or verification, or one that is approved, expired or canceled.
    NotFound,
    /// The path exists, the method does not.
    MethodNotAllowed,
    /// Too many requests; this one was not processed, and may come again in so many seconds.
    TooManyRequests(i64),
    /// A rate limit of the service, by its name, is reached for so many seconds. Twilio's page on 20429 counts these to it.
    RateLimitReached(String, i64),
    /// Something broke inside. Code 20500 is assumed.
    ServerError,
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
    /// `CustomMessage`, which no service takes any more. HTTP 400 is assumed.
    CustomMessage,
    /// No template has this SID. HTTP 400 is assumed.
    UnknownTemplate(String),
    /// A template is for text messages. HTTP 400 is assumed.
    TemplateChannel,
    /// `Templates` is not what it should be.
    MalformedTemplates,
    /// `AppHash` is for text messages.
    AppHashChannel,
    /// The number always fails in this way, on this channel.
    Magic(&'static MagicNumber, String, Channel),
}

impl Refusal {
    /// HTTP status and Twilio's code.
    pub(super) fn figures(&self) -> (u16, u32) {
        match self {
            Self::Authenticate => (401, 20003),
            Self::NotFound => (404, 20404),
            Self::MethodNotAllowed => (405, 20004),
            Self::TooManyRequests(_) | Self::RateLimitReached(..) => (429, 20429),
            Self::ServerError => (500, 20500),
            Self::Unavailable => (503, 20503),
            Self::InvalidParameter(..) | Self::InvalidCode => (400, 60200),
            Self::NoTarget => (400, 60221),
            Self::ChecksUsed => (429, 60202),
            Self::SendsUsed => (429, 60203),
            Self::NotEnabled(_) => (403, 60204),
            Self::ChannelOff(_) => (400, 60223),
            Self::CustomMessage => (400, 60243),
            Self::UnknownTemplate(_) => (400, 60228),
            Self::TemplateChannel => (400, 60408),
            Self::MalformedTemplates => (400, 60252),
            Self::AppHashChannel => (400, 60602),
            Self::Magic(row, ..) => (row.status, row.code),
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
            Self::UnknownTemplate(sid) => return format!("Template not found: {sid}"),
            Self::Magic(row, to, channel) => return row.message(to, *channel, path),
            Self::Authenticate => "Authenticate",
            Self::MethodNotAllowed => "Method not allowed",
            Self::TooManyRequests(_) | Self::RateLimitReached(..) => "Too many requests",
            Self::ServerError => "Internal server error",
            Self::Unavailable => "Service is unavailable. Please try again.",
            Self::InvalidCode => "Invalid parameter: Code",
            Self::NoTarget => "Either 'To' or 'VerificationSid' is required",
            Self::ChecksUsed => "Max check attempts reached",
            Self::SendsUsed => "Max send attempts reached",
            Self::CustomMessage => "CustomMessage is not supported",
            Self::TemplateChannel => "TemplateSid is only supported for SMS",
            Self::MalformedTemplates => "Invalid Templates: an array of at most ten objects with a sid",
            Self::AppHashChannel => "AppHash is only supported for SMS",
        };
        fixed.to_owned()
    }
}
