use super::{NUMBER, SERVICE, SID, approved, client, number, scripted::*, start, verification};
use app::domain::Channel;
use serde_json::{Value, json};
use server::verify::{
    CheckError, Fetched, LastSend, Refusal, StartError, Started, Subject, Unanswered, Verdict, Verify,
};

fn with(field: &str, value: Value) -> Value {
    let mut body = verification();
    body[field] = value;
    body
}

fn approved_with(field: &str, value: Value) -> Value {
    let mut body = approved();
    body[field] = value;
    body
}

fn raw(status: u16, body: &str) -> Says {
    Says::Raw(
        status,
        &[("content-type", "application/json")],
        body.to_owned().into(),
    )
}

/// Bodies that are no answer, whatever the status says.
fn unreadable(status: u16) -> Vec<Says> {
    let half = verification().to_string();
    vec![
        raw(status, ""),
        raw(status, "null"),
        raw(status, "[]"),
        raw(status, &half[..half.len() / 2]),
        raw(status, "<html><h1>Hello</h1></html>"),
        Says::Raw(status, &[], vec![b' '; 10_000_000].into()),
        Says::Nothing,
    ]
}

#[tokio::test]
async fn a_send_is_taken_with_200_and_201_and_with_everything_that_does_not_matter() {
    let known = Some(1_767_323_045);
    for (says, created_at) in [
        (Says::Json(201, verification()), known),
        (Says::Json(200, verification()), known),
        (Says::Json(201, with("status", json!("new_state"))), known),
        (Says::Json(201, with("channel", json!("pigeon"))), known),
        (Says::Json(201, with("channel", Value::Null)), known),
        (Says::Json(201, with("surprise", json!({"a": [1]}))), known),
        (Says::Json(201, with("date_created", Value::Null)), None),
        (Says::Json(201, with("send_code_attempts", Value::Null)), known),
        (Says::Json(201, with("valid", Value::Null)), known),
    ] {
        let server = Scripted::start([says]).await;
        let sid = SID.to_owned();
        assert_eq!(start(&client(&server)).await, Ok(Started { sid, created_at }));
    }
}

#[tokio::test]
async fn a_send_with_an_answer_about_something_else_is_unanswered() {
    let lies = ["sid", "service_sid", "account_sid", "to"].map(|field| with(field, json!("VE1")));
    let missing = ["sid", "service_sid", "account_sid", "to"].map(|field| with(field, Value::Null));
    let lies = lies.into_iter().chain(missing).map(|body| Says::Json(201, body));
    for says in lies.chain(unreadable(201)) {
        let server = Scripted::start([says]).await;
        assert_eq!(start(&client(&server)).await, Err(StartError::Unanswered));
        assert_eq!(server.asked().len(), 1, "never a second send");
    }
}

#[tokio::test]
async fn an_error_is_read_in_both_shapes_and_a_gateway_is_no_refusal() {
    let own = json!({"code": 60410, "message": "m", "more_info": "i", "status": 403});
    let problem =
        json!({"type": "t", "title": "t", "status": 403, "code": 60410, "detail": "d", "instance": "i"});
    let held_back = StartError::Refused(Refusal::HeldBack);
    for (says, expected) in [
        (Says::Json(403, own), held_back),
        (Says::Json(403, problem), held_back),
        (raw(502, "<html>"), StartError::Unanswered),
        (raw(503, r#"{"code":20503,"status":503}"#), StartError::Unanswered),
        (raw(403, "<html>"), StartError::Refused(Refusal::Configuration)),
        (
            Says::Raw(302, &[("location", "http://127.0.0.1:9/")], "".into()),
            StartError::Refused(Refusal::Configuration),
        ),
    ] {
        let server = Scripted::start([says]).await;
        assert_eq!(start(&client(&server)).await, Err(expected));
        assert_eq!(server.asked().len(), 1);
    }
}

async fn check(says: Says) -> Result<Verdict, CheckError> {
    let server = Scripted::start([says]).await;
    let code = "123456".parse().unwrap();
    let verdict = client(&server).check(SID, &number(), &code).await;
    let asked = server.asked();
    assert_eq!(
        asked[0].line,
        format!("POST /v2/Services/{SERVICE}/VerificationCheck")
    );
    assert_eq!(asked[0].body, format!("VerificationSid={SID}&Code=123456"));
    verdict
}

#[tokio::test]
async fn a_code_is_approved_by_the_whole_truth_only() {
    assert_eq!(check(Says::Json(200, approved())).await, Ok(Verdict::Approved));
    assert_eq!(check(Says::Json(201, approved())).await, Ok(Verdict::Approved));
    let odd = approved_with("channel", json!("pigeon"));
    assert_eq!(check(Says::Json(200, odd)).await, Ok(Verdict::Approved));
    for body in [
        approved_with("sid", json!("VE1")),
        approved_with("sid", Value::Null),
        approved_with("to", Value::Null),
        approved_with("service_sid", json!("VA1")),
        approved_with("account_sid", Value::Null),
        approved_with("valid", json!(false)),
        approved_with("valid", Value::Null),
        approved_with("valid", json!("true")),
        approved_with("status", json!("Approved")),
        approved_with("status", json!("waved_through")),
        with("valid", json!(true)),
    ] {
        let told = body.to_string();
        assert_eq!(
            check(Says::Json(200, body)).await,
            Err(CheckError::Unanswered),
            "{told}"
        );
    }
    for says in unreadable(200) {
        assert_eq!(check(says).await, Err(CheckError::Unanswered));
    }
    for status in [400, 401, 403, 404, 429, 500, 502] {
        assert_ne!(check(Says::Json(status, approved())).await, Ok(Verdict::Approved));
    }
}

async fn fetch(says: Says) -> Result<Option<Fetched>, Unanswered> {
    let server = Scripted::start([says]).await;
    let found = client(&server).fetch(Subject::Number(&number())).await;
    let path = format!("GET /v2/Services/{SERVICE}/Verifications/%2B819012345678");
    assert_eq!(server.asked()[0].line, path);
    found
}

#[tokio::test]
async fn what_is_read_back_says_when_by_which_channel_and_whether_it_can_be_checked() {
    let found = fetch(Says::Json(200, verification())).await.unwrap().unwrap();
    let last_send = LastSend {
        at: 1_767_323_045,
        channel: Some(Channel::Sms),
    };
    assert_eq!((found.last_send, found.checks_used_up), (Some(last_send), false));
    let used_up = fetch(Says::Json(200, with("status", json!("max_attempts_reached")))).await;
    assert!(used_up.unwrap().unwrap().checks_used_up);
    for status in ["approved", "canceled", "expired", "deleted", "failed"] {
        assert_eq!(
            fetch(Says::Json(200, with("status", json!(status)))).await,
            Ok(None)
        );
    }
    assert_eq!(fetch(raw(404, r#"{"code":20404}"#)).await, Ok(None));
}

#[tokio::test]
async fn what_cannot_be_read_back_is_unanswered() {
    for says in unreadable(200) {
        assert_eq!(fetch(says).await, Err(Unanswered));
    }
    let stranger = with("to", json!("+819012345679"));
    assert_eq!(fetch(Says::Json(200, stranger)).await, Err(Unanswered));
    let server = Scripted::start([Says::Json(200, verification())]).await;
    let (other, number) = (SID.replace('0', "1"), number());
    let found = client(&server).fetch(Subject::Sid(&other, &number)).await;
    assert_eq!(found, Err(Unanswered));
}

#[tokio::test]
async fn a_verification_can_be_canceled() {
    let number = number();
    for (says, expected) in [
        (Says::Json(200, with("status", json!("canceled"))), Ok(true)),
        (raw(404, r#"{"code":20404}"#), Ok(false)),
        (Says::Json(200, with("to", json!("+1"))), Err(Unanswered)),
        (raw(503, ""), Err(Unanswered)),
    ] {
        let server = Scripted::start([says]).await;
        assert_eq!(client(&server).cancel(Subject::Sid(SID, &number)).await, expected);
        let asked = &server.asked()[0];
        assert_eq!(asked.body, "Status=canceled");
        assert!(asked.line.ends_with(SID) && !asked.line.contains(NUMBER));
    }
}
