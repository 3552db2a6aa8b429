use super::rate_limit::RateLimit;
use axum::http::StatusCode;

/// What the twin does differently from one service to the next. The defaults are Twilio's.
#[derive(Clone, Debug)]
pub struct SandboxSettings {
    /// Digits in a code, 4 to 10 (Verify, Services resource: `CodeLength`).
    pub code_length: usize,
    /// Seconds from the first send until a verification is gone; a later send does not prolong it (Verify, rate limits and timeouts).
    pub lifetime_seconds: i64,
    /// Messages per verification; one more is refused with 60203.
    pub sends: usize,
    /// Codes that may be tried per verification; one more is refused with 60202.
    pub checks: usize,
    /// The status of a check that was made. Twilio's specification knows 201 as well, its service answers 200.
    pub check_status: StatusCode,
    /// Whether a new verification may start as soon as the last check is used up, instead of at expiry. Twilio's pages disagree.
    pub restart_after_last_check: bool,
    /// The name in every message (Verify, Services resource: `FriendlyName`).
    pub friendly_name: String,
    /// Whether a start may name another name by `CustomFriendlyName`, which Twilio allows on request.
    pub custom_friendly_name: bool,
    /// The host to which every text message binds its code; on Twilio a template does this.
    pub domain: Option<String>,
    /// Whether text messages ask not to share the code (Verify, Services resource: `DoNotShareWarningEnabled`).
    pub do_not_share_warning: bool,
    /// The service's rate limits (Verify, Service Rate Limits).
    pub rate_limits: Vec<RateLimit>,
    /// Whether looking a verification up is limited as on Twilio: 60 times a minute, 180 an hour, 250 a day.
    pub fetch_limits: bool,
}

impl Default for SandboxSettings {
    fn default() -> Self {
        Self {
            code_length: 6,
            lifetime_seconds: 600,
            sends: 5,
            checks: 5,
            check_status: StatusCode::OK,
            restart_after_last_check: false,
            friendly_name: "Kakunin".to_owned(),
            custom_friendly_name: false,
            domain: None,
            do_not_share_warning: false,
            rate_limits: Vec::new(),
            fetch_limits: false,
        }
    }
}
