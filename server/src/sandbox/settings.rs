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
    /// Whether a new verification may start as soon as the last check is used up, instead of at expiry. Twilio's pages disagree.
    pub restart_after_last_check: bool,
    /// The name in every message (Verify, Services resource: `FriendlyName`).
    pub friendly_name: String,
}

impl Default for SandboxSettings {
    fn default() -> Self {
        Self {
            code_length: 6,
            lifetime_seconds: 600,
            sends: 5,
            checks: 5,
            restart_after_last_check: false,
            friendly_name: "Kakunin".to_owned(),
        }
    }
}
