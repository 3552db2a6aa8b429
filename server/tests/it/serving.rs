//! The process that serves: what it prints, and how it stops.

use crate::{browser::Browser, portal::PHONE, process::Place};
use std::io::Write;

const LISTEN: (&str, &str) = ("KAKUNIN_LISTEN", "127.0.0.1:0");

#[tokio::test]
async fn it_prints_a_table_and_its_addresses_serves_and_stops() {
    let place = Place::new(&[LISTEN]);
    let mut portal = place.serve(&[]);
    let address = portal.address("Kakunin ");
    let browser = Browser::new(address);
    assert_eq!(browser.get("/").await.status, 200);
    browser.give_password("test", "verify").await.leads_to("/verify");
    let (code, told) = portal.stop();
    assert_eq!(code, Some(0));
    let names = [
        "ACCOUNT_SID",
        "AUTH_TOKEN",
        "VERIFICATION_SID",
        "API_KEY_SID",
        "API_KEY_SECRET",
        "BASE_URL",
    ];
    for name in names {
        let line = told
            .lines()
            .find(|line| line.starts_with(&format!("TWILIO_{name} ")));
        assert!(line.unwrap().ends_with(" false"), "{told}");
    }
    assert!(told.contains("user ID test, password verify") && told.contains("/sandbox shows the codes"));
}

#[test]
fn names_that_only_look_like_settings_are_told_without_their_values() {
    let place = Place::new(&[
        LISTEN,
        ("TWILIO_TOKEN", "very-secret"),
        ("TWILIO_VERIFY_SERVICE_SID", "very-secret"),
        ("TWILIO_PHONE_NUMBER", "very-secret"),
    ]);
    let mut portal = place.serve(&[]);
    portal.address("Kakunin ");
    let told = portal.stop().1;
    let strangers: Vec<_> = told.lines().filter(|line| line.contains("no setting")).collect();
    assert_eq!(
        strangers,
        [
            "TWILIO_PHONE_NUMBER is no setting of Kakunin; kakunin --help lists what it reads",
            "TWILIO_TOKEN is no setting of Kakunin; did you mean TWILIO_AUTH_TOKEN?",
            "TWILIO_VERIFY_SERVICE_SID is no setting of Kakunin; did you mean TWILIO_VERIFICATION_SID?",
        ]
    );
    assert!(!told.contains("very-secret"));
}

/// The portal asks nobody before somebody signs in, so that none of these has to be there.
#[tokio::test]
async fn a_live_portal_says_where_its_codes_come_from() {
    let place = Place::new(&[
        LISTEN,
        ("TWILIO_ACCOUNT_SID", "AC0123456789abcdef0123456789abcdef"),
        ("TWILIO_AUTH_TOKEN", "token"),
        ("TWILIO_VERIFICATION_SID", "VA0123456789abcdef0123456789abcdef"),
    ]);
    let stranger = ", which is not Twilio: whoever runs it reads every code";
    for (base, expected) in [
        ("", "https://verify.twilio.com".to_owned()),
        (
            "http://127.0.0.1:4010",
            format!("http://127.0.0.1:4010{stranger}"),
        ),
        (
            "https://me:very-secret@verify.example",
            format!("https://verify.example{stranger}"),
        ),
    ] {
        let mut portal = place.with(&[("TWILIO_BASE_URL", base)]).serve(&[]);
        // Whoever is answered comes after the last line.
        Browser::new(portal.address("Kakunin ")).get("/").await;
        let told = portal.stop().1;
        let line = told.lines().find(|line| line.starts_with("Twilio "));
        assert_eq!(line, Some(&*format!("Twilio    {expected}")));
    }
}

#[tokio::test]
async fn with_a_twin_for_twilio_it_prints_true_and_no_value_but_its_address() {
    let twin_place = Place::new(&[]);
    let mut twin = twin_place.serve(&["sandbox", "--listen", "127.0.0.1:0"]);
    let twin_address = twin.address("# the codes");
    let values: Vec<(&str, &str)> = twin
        .told
        .lines()
        .filter_map(|line| line.split_once('='))
        .collect();
    let names: Vec<_> = values.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names,
        [
            "TWILIO_ACCOUNT_SID",
            "TWILIO_AUTH_TOKEN",
            "TWILIO_VERIFICATION_SID",
            "TWILIO_BASE_URL"
        ]
    );

    let mut settings = values.clone();
    settings.push(LISTEN);
    let place = Place::new(&settings);
    let made = place.run(
        &["user", "add", "hanako", "--with-password", "--phone", PHONE],
        "correct horse\n",
    );
    assert_eq!(made.stdout, b"hanako was made in the live portal.\n");
    let mut portal = place.serve(&["serve"]);
    let browser = Browser::new(portal.address("Kakunin "));
    browser
        .give_password("hanako", "correct horse")
        .await
        .leads_to("/verify");
    browser.press("sms", &[]).await.leads_to("/verify");
    let messages = Browser::new(twin_address).get("/sandbox/messages").await.body;
    let messages: serde_json::Value = serde_json::from_str(&messages).unwrap();
    browser
        .type_code(messages[0]["code"].as_str().unwrap())
        .await
        .leads_to("/account");

    let (code, told) = portal.stop();
    assert_eq!(code, Some(0));
    for (name, value) in values {
        let line = told.lines().find(|line| line.starts_with(&format!("{name} ")));
        assert!(line.unwrap().ends_with(" true"), "{told}");
        // The address is no secret, and has a line of its own.
        let is_told = name == "TWILIO_BASE_URL";
        assert!(told.contains(value) == is_told && !place.log().contains(value));
    }
    assert!(!told.contains("password verify"));
    assert_eq!(twin.stop().0, Some(0));
}

#[tokio::test]
async fn the_twin_alone_answers_at_its_address() {
    let place = Place::new(&[]);
    let mut twin = place.serve(&["sandbox", "--listen", "127.0.0.1:0"]);
    let browser = Browser::new(twin.address("# the codes"));
    assert_eq!(browser.get("/sandbox").await.status, 200);
    assert_eq!(browser.get("/sandbox/messages").await.body, "[]");
    assert_eq!(browser.get("/").await.location(), Some("/sandbox"));
    let known = twin.told.lines().nth(2).unwrap().split_once('=').unwrap().1;
    let path = format!("/v2/Services/{known}/Verifications/VE0");
    assert_eq!(browser.get(&path).await.status, 401);
    assert_eq!(twin.stop().0, Some(0));
}

#[tokio::test]
async fn what_was_made_is_there_after_a_restart() {
    let place = Place::new(&[LISTEN]);
    let mut portal = place.serve(&[]);
    let address = portal.address("Kakunin ");
    let browser = Browser::new(address);
    browser.give_password("test", "verify").await.leads_to("/verify");
    assert_eq!(portal.stop().0, Some(0));
    let mut portal = place.serve(&[]);
    let mut later = browser.clone();
    later.address = portal.address("Kakunin ");
    assert_eq!(later.get("/verify").await.status, 200);
}

/// Whoever never finishes a request holds no restart up.
#[tokio::test]
async fn a_half_written_request_does_not_keep_it_from_stopping() {
    let place = Place::new(&[LISTEN, ("KAKUNIN_DRAIN_SECONDS", "1")]);
    let mut portal = place.serve(&[]);
    let address = portal.address("Kakunin ");
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
    // An answer on a later connection proves that the first one was taken.
    assert_eq!(Browser::new(address).get("/").await.status, 200);
    let (code, _) = portal.stop();
    assert_eq!(code, Some(0));
    assert!(place.log().contains("stopped_hard"));
}
