use std::collections::BTreeMap;

/// What every send carries besides number, channel and locale (Verify, "Start New Verification").
#[derive(Clone, Debug, Default)]
pub struct SendOptions {
    /// `TemplateSid`: `HJ` and 32 hex digits; the text of the message.
    pub template: Option<String>,
    /// `CustomFriendlyName`: the name in the message; Twilio must have enabled it (error 60204).
    pub friendly_name: Option<String>,
    /// `AppHash`: 11 characters that let an Android app read the code; goes with text messages only (error 60602).
    pub app_hash: Option<String>,
    /// `Tags`: at most ten pairs for Twilio's reports, nothing about a person in them.
    pub tags: BTreeMap<String, String>,
    /// `RateLimits`: by the unique name that the service knows, what it counts by.
    pub rate_limits: BTreeMap<String, RateLimitKey>,
    /// `DeviceIp`: tells Twilio the address of the browser, for its guard against fraud.
    pub device_ip: bool,
}

/// What a rate limit of the service counts by (Verify, "Service Rate Limits").
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RateLimitKey {
    /// The address of the browser.
    Address,
    /// The id of the account.
    Account,
    /// The number.
    Number,
}
