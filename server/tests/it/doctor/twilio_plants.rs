use super::{
    around::Around,
    diagnosis::SECRET,
    odd_server::{Answer, nobody},
    plant::Plant,
};
use serde_json::json;

const BASE: &str = "TWILIO_BASE_URL";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_unreachable_twilio_is_found() {
    let (_kept, closed) = nobody();
    let page = Answer::new(200, "<html>Welcome</html>").serve().await;
    Around::start()
        .finds(vec![
            Plant::new("nobody listens there")
                .set(BASE, format!("http://{closed}"))
                .mistake(
                    "twilio-connection",
                    format!("nothing listens at {closed}: start it (kakunin sandbox"),
                ),
            Plant::new("a name without an address")
                .set(BASE, "https://verify.invalid")
                .mistake("twilio-connection", "verify.invalid has no address"),
            Plant::new("a proxy where nobody listens")
                .set(BASE, "https://verify.twilio.com")
                .set("HTTPS_PROXY", format!("http://me:{SECRET}@{closed}"))
                .mistake(
                    "twilio-connection",
                    format!("nothing listens at the proxy {closed}"),
                ),
            Plant::new("a proxy that makes no connection")
                .set(BASE, "https://verify.twilio.com")
                .set("HTTPS_PROXY", format!("http://me:{SECRET}@{page}"))
                .mistake("twilio-answer", "the proxy makes no connection to Verify"),
            Plant::new("a web page")
                .set(BASE, format!("http://{page}"))
                .mistake(
                    "twilio-answer",
                    "whoever answers there is not Verify (status 200)",
                ),
            Plant::new("https where http is spoken")
                .set(BASE, format!("https://{page}"))
                .mistake("twilio-answer", "speaks no TLS"),
            Plant::new("a page of a gateway")
                .set(BASE, Answer::new(404, "<html>").url().await)
                .mistake("twilio-answer", "is not Verify (status 404)"),
            Plant::new("an outage")
                .set(BASE, Answer::new(503, "<html>").url().await)
                .mistake("twilio-answer", "an outage, status 503"),
            Plant::new("too many questions")
                .set(BASE, Answer::error(429, 20429).url().await)
                .warning("twilio-answer", "429"),
            Plant::new("an error that means nothing here")
                .set(BASE, Answer::error(400, 20001).url().await)
                .mistake("twilio-answer", "status 400, error 20001"),
        ])
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn refused_credentials_and_services_are_found() {
    let around = Around::start();
    let twin = around.settings[BASE].clone();
    let other_account = json!({ "account_sid": format!("AC{}", "0".repeat(32)) });
    let other_service = json!({ "sid": format!("VA{}", "0".repeat(32)) });
    let odd = |changes| Answer::service(&around.settings, changes).url();
    around
        .finds(vec![
            Plant::new("a wrong token")
                .set("TWILIO_AUTH_TOKEN", SECRET)
                .mistake("twilio-credentials", "refused (401, 20003)"),
            Plant::new("a wrong secret of an API key")
                .set("TWILIO_API_KEY_SID", format!("SK{}", "0".repeat(32)))
                .set("TWILIO_API_KEY_SECRET", SECRET)
                .mistake("twilio-credentials", "copy TWILIO_API_KEY_SECRET"),
            Plant::new("test credentials")
                .set(BASE, Answer::error(403, 20008).url().await)
                .mistake("twilio-credentials", "test credentials (20008)"),
            Plant::new("a suspended account")
                .set(BASE, Answer::error(403, 20403).url().await)
                .mistake("twilio-credentials", "suspended or closed"),
            Plant::new("an unknown service")
                .set("TWILIO_VERIFICATION_SID", format!("VA{}", "0".repeat(32)))
                .mistake("twilio-service", "not found (404, 20404)"),
            Plant::new("a service that Twilio calls malformed")
                .set(BASE, Answer::error(400, 60200).url().await)
                .mistake("twilio-service", "malformed (60200)"),
            Plant::new("a service of another account")
                .set(BASE, odd(&other_account).await)
                .mistake("twilio-service", "belongs to another account"),
            Plant::new("an answer about another service")
                .set(BASE, odd(&other_service).await)
                .mistake("twilio-answer", "odd answer"),
            Plant::new("a base URL with the path of the API")
                .set(BASE, format!("{twin}/v2"))
                .mistake("twilio-address", "must end with the host")
                .mistake("twilio-service", "not found"),
        ])
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_service_that_hurts_a_sign_in_is_found() {
    let around = Around::start();
    let odd = |changes: serde_json::Value| {
        let answer = Answer::service(&around.settings, &changes);
        async move { answer.url().await }
    };
    around
        .finds(vec![
            Plant::new("longer codes than the page takes")
                .set(BASE, odd(json!({ "code_length": 12 })).await)
                .mistake("code-length", "12 digits, but the page takes 4 to 10"),
            Plant::new("codes that are soon guessed")
                .set(BASE, odd(json!({ "code_length": 4 })).await)
                .mistake("code-length", "too easily guessed"),
            Plant::new("longer codes than the page waits for")
                .set(BASE, odd(json!({ "code_length": 8 })).await)
                .mistake("code-length", "8 digits, but KAKUNIN_CODE_LENGTH is 6"),
            Plant::new("no code length")
                .set(BASE, odd(json!({ "code_length": null })).await)
                .warning("code-length", "does not say"),
            Plant::new("PSD2")
                .set(BASE, odd(json!({ "psd2_enabled": true })).await)
                .mistake("psd2", "60206")
                .mistake("channels", "both fail while PSD2 is on"),
            Plant::new("codes of the caller's own")
                .set(BASE, odd(json!({ "custom_code_enabled": true })).await)
                .warning("custom-code", "may choose a code"),
            Plant::new("landlines without a lookup")
                .set(BASE, odd(json!({ "skip_sms_to_landlines": true })).await)
                .warning("landlines", "works only with lookup_enabled"),
        ])
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_clock_that_is_wrong_is_found() {
    let around = Around::start();
    let healthy = || Answer::service(&around.settings, &json!({}));
    around
        .finds(vec![
            Plant::new("a minute ahead")
                .set(BASE, healthy().ahead(-60).url().await)
                .warning("clock", "seconds ahead of Twilio's"),
            Plant::new("a minute behind")
                .set(BASE, healthy().ahead(60).url().await)
                .warning("clock", "seconds behind Twilio's"),
            Plant::new("an hour behind, told by an answer that refuses")
                .set(BASE, Answer::error(401, 20003).ahead(3_600).url().await)
                .mistake("twilio-credentials", "refused")
                .mistake("clock", "set the clock by NTP"),
            Plant::new("a date that cannot be read")
                .set(BASE, healthy().with("date", "today").url().await)
                .warning("clock", "no Date"),
        ])
        .await;
}
