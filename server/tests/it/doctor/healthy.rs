use super::{
    around::{Around, documented, is_of_twin},
    diagnosis::Diagnosis,
};
use crate::process::Place;

/// The tests hash more cheaply than the doctor likes.
fn healthy(listen: &str) -> [(&str, &str); 3] {
    [
        ("KAKUNIN_LISTEN", listen),
        ("KAKUNIN_ARGON2_MEMORY_KIB", "19456"),
        ("KAKUNIN_ARGON2_PASSES", "2"),
    ]
}

#[tokio::test]
async fn a_healthy_live_portal_is_ok_in_every_line_but_that_its_twilio_is_a_twin() {
    let around = Around::start();
    let listen = around.portal.to_string();
    let place = around.place.with(&healthy(&listen));
    let told = Diagnosis::of(&place, &around.secrets());
    let complaints = told.complaints();
    assert!(
        complaints.len() == 1 && is_of_twin(complaints[0]),
        "{complaints:?}"
    );
    let mode = told.findings.iter().find(|(_, name, _)| name == "mode").unwrap();
    assert!(
        mode.2.starts_with("live: not Twilio but 127.0.0.1:"),
        "{}",
        mode.2
    );
    let names: Vec<_> = told.findings.iter().map(|(_, name, _)| &**name).collect();
    let all = [
        "settings",
        "mode",
        "password-cost",
        "remembered-browsers",
        "forward-auth",
        "site",
        "brand-files",
        "metrics-listen",
        "twilio-address",
        "twilio-connection",
        "twilio-answer",
        "twilio-credentials",
        "twilio-service",
        "clock",
        "code-length",
        "code-lifetime",
        "psd2",
        "custom-code",
        "landlines",
        "sharing-warning",
        "channels",
        "database-file",
        "disk-space",
        "database",
        "database-form",
        "database-mode",
        "database-write",
        "data-key",
        "listen",
        "public-url",
        "cookies",
        "portal",
        "trusted-proxies",
        "headers",
    ];
    assert_eq!(names, all);
    documented(&told);
    around.sent_nothing().await;
}

#[test]
fn the_sandbox_is_told_as_what_it_is_and_nothing_is_made() {
    let place = Place::new(&[]);
    let told = Diagnosis::of(&place, &[]);
    let mode = told.findings.iter().find(|(_, name, _)| name == "mode").unwrap();
    assert_eq!(mode.0, "ok");
    assert!(
        mode.2
            .starts_with("no Twilio setting is present, this is the sandbox")
    );
    assert!(
        !told
            .findings
            .iter()
            .any(|(_, name, _)| name.starts_with("twilio"))
    );
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1);
}

#[test]
fn a_sandbox_that_runs_is_ok_in_every_line() {
    let place = Place::new(&[]);
    let mut portal = place.with(&[("KAKUNIN_LISTEN", "127.0.0.1:0")]).serve(&[]);
    let address = portal.address("Kakunin ").to_string();
    let told = Diagnosis::of(&place.with(&healthy(&address)), &[]);
    assert!(told.complaints().is_empty(), "{:?}", told.findings);
    assert!(told.findings.iter().any(|(_, name, _)| name == "headers"));
}

#[test]
fn an_unreadable_dotenv_is_the_one_line() {
    let place = Place::new(&[]);
    std::fs::write(place.path().join(".env"), "TWILIO_AUTH_TOKEN 'geheim\n").unwrap();
    let told = Diagnosis::of(&place, &["geheim"]);
    assert_eq!(told.findings.len(), 1);
    assert_eq!(
        (&*told.findings[0].0, &*told.findings[0].1),
        ("mistake", "settings")
    );
    assert!(told.findings[0].2.starts_with(".env cannot be read"));
}

/// A look leaves the database as it was, byte for byte in what it tells.
#[tokio::test]
async fn a_look_writes_no_mark() {
    let around = Around::start();
    let listen = around.portal.to_string();
    let place = around.place.with(&[("KAKUNIN_LISTEN", &listen)]);
    Diagnosis::of(&place, &[]);
    let url = format!("sqlite://{}", place.path().join("data/kakunin.db").display());
    let key = server::data_key::DataKeySource::File(place.path().join("data/data.key"));
    let key = key
        .obtain(std::sync::Arc::new(server::randomness::SystemRandomness))
        .unwrap();
    let database = server::store::Database::open(&url, Default::default(), key)
        .await
        .unwrap();
    assert_eq!(database.mark("doctor").await.unwrap(), None);
}
