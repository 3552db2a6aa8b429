use super::send_options::SendOptions;
use secrecy::SecretString;
use std::time::Duration;
use url::Url;

/// The account, `AC` and 32 hex digits.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AccountSid(pub String);

/// The Verify service, `VA` and 32 hex digits.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ServiceSid(pub String);

/// Where Twilio is and who we are there.
#[derive(Clone, Debug)]
pub struct TwilioSettings {
    /// Compared with every answer.
    pub account: AccountSid,
    /// Compared with every answer, and part of every path.
    pub service: ServiceSid,
    /// Basic authentication: the account SID, or an API key SID (`SK…`).
    pub username: String,
    /// The auth token, or the secret of the API key.
    pub password: SecretString,
    /// `https://verify.twilio.com`, or a twin of it.
    pub base_url: Url,
    /// How long to wait.
    pub timeouts: Timeouts,
    /// What every send carries.
    pub send_options: SendOptions,
}

/// How long a call may take.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// For the connection.
    pub connect: Duration,
    /// For one operation with all its tries.
    pub total: Duration,
}

impl Timeouts {
    /// Timeouts for an operation that may take so long in all: a try that finds nobody must leave time for another.
    pub fn within(total: Duration) -> Self {
        Self {
            connect: (total / 3).min(Duration::from_secs(3)),
            total,
        }
    }
}
