//! Any answer of Twilio's to create, check and fetch: a status, headers one a line, an empty line, and the body.

#![no_main]

use app::domain::PhoneNumber;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use server::{
    randomness::SeededRandomness,
    twilio::{AccountSid, Client, SendOptions, ServiceSid, Timeouts, TwilioSettings},
    verify::{CheckError, StartError, Started, Subject, Unanswered, Verdict},
};
use std::{
    sync::{Arc, LazyLock},
    time::Duration,
};
use tokio::runtime::{Builder, Runtime};

const SID: &str = "VE0123456789abcdef0123456789abcdef";
const NUMBER: &str = "+819012345678";
/// Nobody waits longer, whatever a header says. Seconds.
const LONGEST_WAIT: u32 = 3_600;

struct Around {
    runtime: Runtime,
    client: Client,
    number: PhoneNumber,
}

static AROUND: LazyLock<Around> = LazyLock::new(|| {
    rustls::crypto::ring::default_provider()
        .install_default()
        .unwrap();
    let settings = TwilioSettings {
        account: AccountSid("AC1".into()),
        service: ServiceSid("VA1".into()),
        username: "AC1".into(),
        password: "secret".into(),
        base_url: "http://127.0.0.1:1".parse().unwrap(),
        timeouts: Timeouts::within(Duration::from_secs(10)),
        send_options: SendOptions::default(),
    };
    Around {
        runtime: Builder::new_current_thread().build().unwrap(),
        client: Client::new(settings, Arc::new(SeededRandomness::new(1))).unwrap(),
        number: NUMBER.parse().unwrap(),
    }
});

fuzz_target!(|input: &[u8]| {
    let Some(answer) = Answer::read(input) else {
        return;
    };
    let Around {
        runtime,
        client,
        number,
    } = &*AROUND;
    runtime.block_on(async {
        answer.assert_start(client.start_answered(number, answer.response()).await);
        answer.assert_check(client.check_answered(SID, number, answer.response()).await);
        for of in [Subject::Sid(SID, number), Subject::Number(number)] {
            let fetched = client.fetch_answered(of, answer.response()).await;
            if let Ok(Some(fetched)) = &fetched {
                answer.assert_is_about_ours(&fetched.started);
                assert!(matches!(of, Subject::Number(_)) || fetched.started.sid == SID);
            }
            let is_unknown = !answer.is_success() && answer.status != 404;
            assert!(!is_unknown || fetched == Err(Unanswered));
        }
    });
});

struct Answer<'a> {
    status: u16,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: &'a [u8],
    /// Read without the server's types. It reads over bytes that are no text where nothing hangs on them, so this does, too.
    json: Value,
}

impl<'a> Answer<'a> {
    fn read(input: &'a [u8]) -> Option<Self> {
        let (head, body) = split_at_empty_line(input)?;
        let mut lines = head.split(|byte| *byte == b'\n');
        let status = StatusCode::from_bytes(lines.next()?).ok()?.as_u16();
        // Those before are no answers yet: they never come this far, and never with a body.
        if status < 200 {
            return None;
        }
        let headers = lines.filter_map(header).collect();
        let json = serde_json::from_str(&String::from_utf8_lossy(body)).unwrap_or_default();
        Some(Self {
            status,
            headers,
            body,
            json,
        })
    }

    fn response(&self) -> reqwest::Response {
        let mut response = Response::new(self.body.to_vec());
        *response.status_mut() = self.status.try_into().unwrap();
        response.headers_mut().extend(self.headers.iter().cloned());
        response.into()
    }

    fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    fn says(&self, field: &str, value: &str) -> bool {
        self.json[field].as_str() == Some(value)
    }

    fn is_about_ours(&self) -> bool {
        self.is_success()
            && self.says("account_sid", "AC1")
            && self.says("service_sid", "VA1")
            && self.says("to", NUMBER)
    }

    fn assert_is_about_ours(&self, started: &Started) {
        assert!(
            self.is_about_ours() && self.says("sid", &started.sid),
            "somebody else's verification"
        );
        let digits = started.sid.strip_prefix("VE").unwrap();
        assert!(digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    }

    fn assert_start(&self, judged: Result<Started, StartError>) {
        match judged {
            Ok(started) => self.assert_is_about_ours(&started),
            // A message may have gone out, whatever the body says.
            Err(StartError::Refused(_)) => {
                assert!((300..500).contains(&self.status), "a send was given back")
            }
            Err(StartError::NotProcessed { wait }) => {
                assert!((300..500).contains(&self.status), "a send was given back");
                assert!(wait.is_none_or(|seconds| seconds <= LONGEST_WAIT));
            }
            Err(StartError::Unanswered) => {}
        }
    }

    fn assert_check(&self, judged: Result<Verdict, CheckError>) {
        match judged {
            Ok(Verdict::Approved) => {
                let is_whole_truth = self.is_about_ours()
                    && self.says("sid", SID)
                    && self.says("status", "approved")
                    && self.json["valid"] == Value::Bool(true);
                assert!(is_whole_truth, "in by {}", self.json);
            }
            Ok(Verdict::Wrong) => assert!(self.is_about_ours() && self.says("sid", SID)),
            Ok(_) => assert!(self.status < 500, "a code is dead that may be alive"),
            Err(CheckError::NotProcessed | CheckError::Refused) => {
                assert!((300..500).contains(&self.status), "a check was given back");
            }
            Err(CheckError::Unanswered) => {}
        }
    }
}

fn split_at_empty_line(input: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = input.windows(2).position(|pair| pair == b"\n\n")?;
    Some((&input[..end], &input[end + 2..]))
}

fn header(line: &[u8]) -> Option<(HeaderName, HeaderValue)> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let name = HeaderName::from_bytes(&line[..colon]).ok()?;
    let value = HeaderValue::from_bytes(line[colon + 1..].trim_ascii()).ok()?;
    Some((name, value))
}
