//! The twin's settings, as flags of `kakunin sandbox` and for the portal's own twin; and what the twin alone logs.

use crate::{
    browser::Browser,
    page::Page,
    portal::{PHONE, Portal},
    process::{Place, Serving},
};
use reqwest::Method;
use serde_json::Value;
use std::process::Output;

fn complaints(output: &Output) -> String {
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A program that speaks to the twin with the values that it printed.
struct Program {
    browser: Browser,
    values: Vec<(String, String)>,
}

impl Program {
    fn new(twin: &mut Serving) -> Self {
        let browser = Browser::new(twin.address("# the codes"));
        let pairs = twin.told.lines().filter_map(|line| line.split_once('='));
        let values = pairs
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Self { browser, values }
    }

    fn value(&self, name: &str) -> &str {
        let found = self.values.iter().find(|(known, _)| known == name);
        &found.unwrap().1
    }

    async fn post(&self, rest: &str, fields: &[(&str, &str)]) -> Page {
        let path = format!("/v2/Services/{}/{rest}", self.value("TWILIO_VERIFICATION_SID"));
        let request = self.browser.request(Method::POST, &path).form(fields);
        let (user, password) = (self.value("TWILIO_ACCOUNT_SID"), self.value("TWILIO_AUTH_TOKEN"));
        self.browser.send(request.basic_auth(user, Some(password))).await
    }

    async fn messages(&self) -> Vec<Value> {
        serde_json::from_str(&self.browser.get("/sandbox/messages").await.body).unwrap()
    }
}

#[tokio::test]
async fn flags_go_before_the_environment() {
    let place = Place::new(&[
        ("KAKUNIN_SANDBOX_CODE_LENGTH", "8"),
        ("KAKUNIN_SANDBOX_FRIENDLY_NAME", "Hanaya"),
    ]);
    let arguments = "sandbox --listen 127.0.0.1:0 --code-length 4 --check-status 201 --sends 1";
    let mut twin = place.serve(&arguments.split(' ').collect::<Vec<_>>());
    let program = Program::new(&mut twin);
    let to = ("To", PHONE);
    let start = [to, ("Channel", "sms"), ("Locale", "en")];
    assert_eq!(program.post("Verifications", &start).await.status, 201);
    assert_eq!(program.post("Verifications", &start).await.status, 429);
    let message = program.messages().await.remove(0);
    let code = message["code"].as_str().unwrap();
    assert_eq!(code.len(), 4);
    assert_eq!(
        message["body"],
        format!("Your Hanaya verification code is: {code}")
    );
    let checked = program.post("VerificationCheck", &[to, ("Code", code)]).await;
    assert_eq!(checked.status, 201);
    assert_eq!(twin.stop().0, Some(0));
}

#[tokio::test]
async fn its_log_says_what_it_answered_without_number_or_code() {
    let place = Place::new(&[]);
    let mut twin = place.serve(&["sandbox", "--listen", "127.0.0.1:0"]);
    let program = Program::new(&mut twin);
    let to = ("To", PHONE);
    let start = program.post("Verifications", &[to, ("Channel", "sms")]).await;
    let code = program.messages().await[0]["code"].as_str().unwrap().to_owned();
    program.post("VerificationCheck", &[to, ("Code", "12")]).await;
    program.post("VerificationCheck", &[to, ("Code", &code)]).await;
    program.post(&format!("Verifications/{PHONE}"), &[]).await;
    program.post(&format!("Verification/{PHONE}"), &[]).await;
    let request = program.browser.request(Method::POST, "/sandbox/faults");
    let order = request
        .header("Content-Type", "application/json")
        .body(r#"{"fault":"bad_gateway"}"#);
    assert_eq!(program.browser.send(order).await.status, 200);
    program.post("Verifications", &[to, ("Channel", "sms")]).await;
    twin.stop();
    let log = place.log();
    let lines: Vec<_> = log
        .lines()
        .filter(|line| line.contains("the sandbox answered"))
        .collect();
    for (line, words) in lines.iter().zip([
        "operation=create status=201",
        "operation=check status=400 error=60200",
        "operation=check status=200",
        "operation=update status=400 error=60200",
        "path=/v2/Services/VA…/Verification/… status=404 error=20404",
        "operation=create status=502 fault=bad_gateway",
    ]) {
        assert!(line.contains(words), "{line}");
    }
    assert_eq!(lines.len(), 6);
    assert!(lines[0].contains(start.headers["twilio-request-id"].to_str().unwrap()));
    let mut words = log.split(|letter: char| !letter.is_ascii_alphanumeric());
    assert!(words.all(|word| word != code && word != &PHONE[1..]), "{log}");
}

#[test]
fn a_bad_value_is_one_line_under_the_name_that_brought_it() {
    let place = Place::new(&[("KAKUNIN_SANDBOX_CHECKS", "none")]);
    let arguments = "sandbox --listen 127.0.0.1:0 --code-length 3 --rate-limits ip=5";
    let output = place.run(&arguments.split(' ').collect::<Vec<_>>(), "");
    assert_eq!(
        complaints(&output),
        "kakunin: --code-length must be a whole number from 4 to 10, not `3`\n\
         kakunin: KAKUNIN_SANDBOX_CHECKS must be a whole number from 1 to 1000, not `none`\n\
         kakunin: --rate-limits must be name=max/seconds, separated by commas, such as end_user_ip_address=5/600, not `ip=5`\n"
    );
    let misspelt = Place::new(&[("KAKUNIN_SANDBOX_SEND", "1")]).run(&["sandbox"], "");
    assert_eq!(
        complaints(&misspelt),
        "kakunin: KAKUNIN_SANDBOX_SEND is no setting; did you mean KAKUNIN_SANDBOX_SENDS?\n"
    );
}

#[test]
fn an_address_without_its_parts_is_one_line() {
    let place = Place::new(&[]);
    for value in ["localhost:4011", "4011", ":4011", "127.0.0.1", ""] {
        let said = complaints(&place.run(&["sandbox", "--listen", value], ""));
        let expected = "--listen must be an address and a port such as 127.0.0.1:4010";
        assert_eq!(said, format!("kakunin: {expected}, not `{value}`\n"));
    }
}

#[tokio::test]
async fn a_switch_needs_no_value_and_leaves_the_next_flag_alone() {
    let place = Place::new(&[]);
    let mut twin = place.serve(&["sandbox", "--custom-friendly-name", "--listen", "127.0.0.1:0"]);
    let program = Program::new(&mut twin);
    let start = [
        ("To", PHONE),
        ("Channel", "sms"),
        ("CustomFriendlyName", "Sakaya"),
    ];
    assert_eq!(program.post("Verifications", &start).await.status, 201);
}

/// No client can connect to an address that stands for all.
#[tokio::test]
async fn what_it_prints_for_all_addresses_can_be_used_here() {
    let place = Place::new(&[]);
    let mut twin = place.serve(&["sandbox", "--listen", "0.0.0.0:0"]);
    let program = Program::new(&mut twin);
    assert!(program.value("TWILIO_BASE_URL").starts_with("http://127.0.0.1:"));
    assert!(program.messages().await.is_empty());
    let told = twin.stop().1;
    assert!(told.contains("# on other machines: the name of this machine in the place of 127.0.0.1\n"));
    assert!(told.contains("KAKUNIN_INSECURE_TWILIO_HOST"));
}

#[test]
fn a_busy_port_is_one_line_with_the_remedy() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = complaints(&Place::new(&[]).run(&["sandbox", "--listen", &address], ""));
    assert!(
        said.starts_with(&format!("kakunin: cannot listen on {address}: ")),
        "{said}"
    );
    assert!(said.ends_with("; give --listen another address\n") && said.lines().count() == 1);
}

#[tokio::test]
async fn the_portals_own_twin_is_set_by_the_same_names() {
    let portal = Portal::with(&[
        ("KAKUNIN_SANDBOX_CODE_LENGTH", "8"),
        ("KAKUNIN_SANDBOX_FRIENDLY_NAME", "Hanaya"),
        ("KAKUNIN_SANDBOX_DOMAIN", "login.example.com"),
    ])
    .await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.half_open("hanako").await;
    browser.press("sms", &[]).await.leads_to("/verify");
    let code = portal.code().await;
    assert_eq!(code.len(), 8);
    let messages = browser.get("/sandbox/messages").await.body;
    let messages: Vec<Value> = serde_json::from_str(&messages).unwrap();
    let text = messages[0]["body"].as_str().unwrap();
    assert!(text.contains("Hanaya") && text.ends_with(&format!("\n\n@login.example.com #{code}")));
    browser.type_code(&code).await.leads_to("/account");
}

/// What the portal sends by its own settings, a twin must have been told of, as Twilio would.
#[tokio::test]
async fn the_portals_twin_takes_what_the_portal_was_told_to_send() {
    let sends = [
        ("KAKUNIN_TWILIO_FRIENDLY_NAME", "Sakaya"),
        ("KAKUNIN_TWILIO_RATE_LIMITS", "login=account"),
        ("KAKUNIN_TWILIO_TAGS", "app=kakunin"),
        ("KAKUNIN_TWILIO_DEVICE_IP", "on"),
    ];
    let takes = [
        ("KAKUNIN_SANDBOX_CUSTOM_FRIENDLY_NAME", "on"),
        ("KAKUNIN_SANDBOX_RATE_LIMITS", "login=1/600"),
    ];
    for (settings, expected) in [(sends.to_vec(), 0), ([&sends[..], &takes].concat(), 1)] {
        let portal = Portal::with(&settings).await;
        portal.add_user("hanako", Some(PHONE)).await;
        let browser = portal.half_open("hanako").await;
        browser.press("sms", &[]).await.leads_to("/verify");
        assert_eq!(portal.count_messages().await, expected, "{settings:?}");
    }
}
