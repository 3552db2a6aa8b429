//! The client of Twilio Verify against a server that answers as the test says: whatever comes ends in a typed answer.

mod odd_answers;
mod scripted;
mod tries;

use app::domain::{Channel, Language, PhoneNumber};
use scripted::Scripted;
use serde_json::{Value, json};
use server::{
    randomness::SeededRandomness,
    twilio::{AccountSid, Client, SendOptions, ServiceSid, Timeouts, TwilioSettings},
    verify::{StartError, StartRequest, Started, Verify},
};
use std::{sync::Arc, time::Duration};

const ACCOUNT: &str = "AC0123456789abcdef0123456789abcdef";
const SERVICE: &str = "VA0123456789abcdef0123456789abcdef";
const SID: &str = "VE0123456789abcdef0123456789abcdef";
const NUMBER: &str = "+819012345678";

/// What Twilio says of a verification of [`NUMBER`].
fn verification() -> Value {
    json!({
        "sid": SID, "service_sid": SERVICE, "account_sid": ACCOUNT, "to": NUMBER, "channel": "sms",
        "status": "pending", "valid": false, "date_created": "2026-01-02T03:04:05Z",
        "send_code_attempts": [{"time": "2026-01-02T03:04:05.678Z", "channel": "sms", "attempt_sid": "VL"}],
    })
}

fn approved() -> Value {
    let mut body = verification();
    body["status"] = json!("approved");
    body["valid"] = json!(true);
    body
}

fn number() -> PhoneNumber {
    NUMBER.parse().unwrap()
}

/// A client whose operations take no longer than a second.
fn client(server: &Scripted) -> Client {
    client_with(server, Duration::from_secs(1))
}

fn client_with(server: &Scripted, total: Duration) -> Client {
    // An error means that another test was first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let settings = TwilioSettings {
        account: AccountSid(ACCOUNT.into()),
        service: ServiceSid(SERVICE.into()),
        username: ACCOUNT.into(),
        password: "token".into(),
        base_url: format!("http://{}", server.address).parse().unwrap(),
        timeouts: Timeouts::within(total),
        send_options: SendOptions::default(),
    };
    Client::new(settings, Arc::new(SeededRandomness::new(1))).unwrap()
}

async fn start(client: &Client) -> Result<Started, StartError> {
    let to = number();
    let request = StartRequest {
        to: &to,
        channel: Channel::Sms,
        locale: Language::Ja,
        address: "192.0.2.7".parse().unwrap(),
        account: "a1",
    };
    client.start(&request).await
}
