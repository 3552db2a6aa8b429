use super::{around::Around, diagnosis::SECRET, odd_server::Answer, plant::Plant};

#[tokio::test]
async fn mistakes_in_the_form_of_settings_are_found() {
    let later = "mend the TWILIO_ settings first";
    Around::start()
        .finds(vec![
            Plant::new("hashes that are soon guessed")
                .set("KAKUNIN_ARGON2_MEMORY_KIB", "8192")
                .mistake("password-cost", "must be at least 19456"),
            Plant::new("a misspelt name")
                .set("KAKUNIN_PUBLIC_ULR", "https://login.example")
                .mistake("KAKUNIN_PUBLIC_ULR", "did you mean KAKUNIN_PUBLIC_URL?"),
            Plant::new("an account SID of wrong form")
                .set("TWILIO_ACCOUNT_SID", format!("AC-{SECRET}"))
                .mistake("TWILIO_ACCOUNT_SID", "must be AC and 32 hex digits")
                .warning("twilio-answer", later),
            Plant::new("no auth token")
                .unset("TWILIO_AUTH_TOKEN")
                .mistake("TWILIO_AUTH_TOKEN", "is missing")
                .warning("twilio-answer", later),
            Plant::new("half an API key")
                .set("TWILIO_API_KEY_SECRET", SECRET)
                .mistake("TWILIO_API_KEY_SID", "is missing")
                .warning("twilio-answer", later),
            Plant::new("a name of Twilio's that the portal does not read")
                .set("TWILIO_VERIFY_SERVICE_SID", SECRET)
                .warning(
                    "TWILIO_VERIFY_SERVICE_SID",
                    "did you mean TWILIO_VERIFICATION_SID?",
                ),
            Plant::new("another engine")
                .set("DATABASE_URL", format!("mysql://me:{SECRET}@localhost/kakunin"))
                .mistake("DATABASE_URL", "must begin with sqlite: or postgres:")
                .warning("database", "mend DATABASE_URL first"),
            Plant::new("a public URL with a password")
                .set("KAKUNIN_PUBLIC_URL", format!("https://me:{SECRET}@login.example"))
                .mistake("KAKUNIN_PUBLIC_URL", "must be http:// or https:// and a host")
                .warning("public-url", "mend KAKUNIN_LISTEN and KAKUNIN_PUBLIC_URL first"),
            Plant::new("proxies by name")
                .set("KAKUNIN_TRUSTED_PROXIES", "proxy.example")
                .mistake("KAKUNIN_TRUSTED_PROXIES", "must be addresses and networks"),
            Plant::new("a number that is none")
                .set("KAKUNIN_SENDS_PER_NUMBER", "many")
                .mistake("KAKUNIN_SENDS_PER_NUMBER", "must be such as 6/hour,10/day"),
            Plant::new("browsers that stand for a code")
                .set("KAKUNIN_REMEMBER_BROWSER_DAYS", "30")
                .warning("remembered-browsers", "not level AAL2"),
            Plant::new("a session longer than the standard allows")
                .set("KAKUNIN_SESSION_HOURS", "48")
                .mistake("KAKUNIN_SESSION_HOURS", "must be a whole number from 1 to 24"),
            Plant::new("a cookie for everybody in a country")
                .set("KAKUNIN_COOKIE_DOMAIN", "co.jp")
                .mistake("KAKUNIN_COOKIE_DOMAIN", "must be a domain of your own"),
            Plant::new("a way back without an access cookie")
                .set("KAKUNIN_RETURN_ORIGINS", "https://app.example.com")
                .mistake("KAKUNIN_RETURN_ORIGINS", "needs KAKUNIN_COOKIE_DOMAIN"),
            Plant::new("another lifetime than Twilio's")
                .set("KAKUNIN_CODE_LIFETIME_SECONDS", "300")
                .warning("code-lifetime", "right only if Twilio's support changed it"),
        ])
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_sandbox_that_would_be_public_is_found() {
    let none = |what| {
        let plant = Plant::new(what);
        ["ACCOUNT_SID", "AUTH_TOKEN", "VERIFICATION_SID", "BASE_URL"]
            .iter()
            .fold(plant, |plant, name| plant.unset(&format!("TWILIO_{name}")))
    };
    Around::start()
        .finds(vec![
            none("https and no Twilio setting")
                .set("KAKUNIN_PUBLIC_URL", "https://login.invalid")
                .mistake("mode", "the sandbox shows every code")
                .warning("portal", "nothing answers at https://login.invalid"),
            none("a sandbox behind a name that it does not know")
                .set("KAKUNIN_PUBLIC_URL", Answer::new(421, "").url().await)
                .mistake("portal", "list its host and port in KAKUNIN_SANDBOX_HOSTS"),
            none("a live portal runs, and no Twilio setting is present").warning("portal", "is a live one"),
        ])
        .await;
}
