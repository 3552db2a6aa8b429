//! The JSON of Verify's resources.

use super::{
    Sandbox, iso_date, template,
    verification::{Status, Verification},
};
use serde_json::{Value, json};

const BASE: &str = "https://verify.twilio.com/v2/Services";

impl Sandbox {
    /// Verification: the answer to create, fetch and update.
    pub(super) fn verification(&self, row: &Verification) -> Value {
        let service = &self.credentials.service_sid;
        let mut body = self.in_common(row);
        body["lookup"] = json!({ "carrier": null });
        body["send_code_attempts"] = attempts(row);
        body["sna"] = Value::Null;
        body["url"] = json!(format!("{BASE}/{service}/Verifications/{}", row.sid));
        body
    }

    /// VerificationCheck: the answer to a code.
    pub(super) fn verification_check(&self, row: &Verification) -> Value {
        let mut body = self.in_common(row);
        body["sna_attempts_error_codes"] = json!([]);
        body
    }

    fn in_common(&self, row: &Verification) -> Value {
        json!({
            "sid": row.sid,
            "service_sid": self.credentials.service_sid,
            "account_sid": self.credentials.account_sid,
            "to": row.to,
            "channel": row.channel(),
            "status": row.status,
            "valid": row.status == Status::Approved,
            "amount": null,
            "payee": null,
            "date_created": iso_date::to_the_second(row.created),
            "date_updated": iso_date::to_the_second(row.updated),
        })
    }

    /// Service: a start-up check of the settings reads it.
    pub(super) fn service(&self) -> Value {
        let started = iso_date::to_the_second(self.started);
        let url = format!("{BASE}/{}", self.credentials.service_sid);
        json!({
            "sid": self.credentials.service_sid,
            "account_sid": self.credentials.account_sid,
            "friendly_name": self.settings.friendly_name,
            "code_length": self.settings.code_length,
            "lookup_enabled": false,
            "psd2_enabled": false,
            "skip_sms_to_landlines": false,
            "dtmf_input_required": false,
            "tts_name": null,
            "do_not_share_warning_enabled": self.settings.do_not_share_warning,
            "custom_code_enabled": false,
            "push": { "include_date": false, "apn_credential_sid": null, "fcm_credential_sid": null },
            "totp": { "issuer": null, "time_step": 30, "code_length": 6, "skew": 1 },
            "whatsapp": { "msg_service_sid": null, "from": null },
            "passkeys": null,
            "default_template_sid": self.settings.domain.as_ref().map(|_| template::domain_bound()),
            "verify_event_subscription_enabled": false,
            "date_created": started,
            "date_updated": started,
            "links": links(&url),
            "url": url,
        })
    }
}

fn attempts(row: &Verification) -> Value {
    row.attempts
        .iter()
        .map(|attempt| {
            json!({
                "time": iso_date::to_the_millisecond(attempt.time),
                "channel": attempt.channel,
                "attempt_sid": attempt.sid,
            })
        })
        .collect()
}

fn links(url: &str) -> Value {
    json!({
        "verification_checks": format!("{url}/VerificationCheck"),
        "verifications": format!("{url}/Verifications"),
        "rate_limits": format!("{url}/RateLimits"),
        "messaging_configurations": format!("{url}/MessagingConfigurations"),
        "entities": format!("{url}/Entities"),
        "webhooks": format!("{url}/Webhooks"),
        "access_tokens": format!("{url}/AccessTokens"),
    })
}
