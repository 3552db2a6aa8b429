//! Ten thousand random sequences of requests, through the twin and through the model of it.

use super::{
    Answer, NUMBER, SandboxSettings, Twin,
    model::{Meant, Model, Rules, Said, Typed},
    random_steps::{FORMS, Step, rules, step},
};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};
use std::{cell::RefCell, collections::BTreeSet};

const NUMBERS: [&str; 2] = [NUMBER, "+819012345678"];
const MALFORMED: [&str; FORMS] = ["12ab", "123", "12345678901", " 1234", "１２３４", ""];
const SEQUENCES: u32 = 10_000;
const LONGEST: usize = 16;

/// What the sequences must have come across, or they prove nothing.
const EVERYTHING: [(u16, u64, &str); 9] = [
    (200, 0, "approved"),
    (200, 0, "canceled"),
    (200, 0, "max_attempts_reached"),
    (200, 0, "pending"),
    (201, 0, "pending"),
    (400, 60200, ""),
    (404, 20404, ""),
    (429, 60202, ""),
    (429, 60203, ""),
];

/// Both sides, and the SID of each verification that the model knows.
struct Pair {
    twin: Twin,
    model: Model,
    sids: Vec<String>,
}

impl Pair {
    fn new(rules: Rules) -> Self {
        let settings = SandboxSettings {
            sends: rules.sends,
            checks: rules.checks,
            lifetime_seconds: rules.lifetime,
            restart_after_last_check: rules.restart,
            ..SandboxSettings::default()
        };
        Self {
            twin: Twin::with(settings),
            model: Model::new(rules),
            sids: Vec::new(),
        }
    }

    /// The SID, also of one that never was.
    fn sid(&self, place: usize) -> String {
        let never = || format!("VE{}", "0".repeat(32));
        self.sids.get(place).cloned().unwrap_or_else(never)
    }

    fn segment(&self, meant: Meant) -> String {
        match meant {
            Meant::Number(number) => NUMBERS[number].to_owned(),
            Meant::Sid(place) => self.sid(place),
        }
    }

    fn field(&self, meant: Meant) -> (&'static str, String) {
        let name = match meant {
            Meant::Number(_) => "To",
            Meant::Sid(_) => "VerificationSid",
        };
        (name, self.segment(meant))
    }

    /// The code of what is meant, from the inbox; any code where nothing was sent.
    fn right_code(&self, meant: Meant) -> String {
        let state = self.twin.sandbox.state();
        let mut inbox = state.inbox.iter();
        let newest = inbox.find(|message| match meant {
            Meant::Number(number) => message.to == NUMBERS[number],
            Meant::Sid(place) => message.sid == self.sid(place),
        });
        newest.map_or("123456".to_owned(), |message| message.code.clone())
    }

    fn code(&self, meant: Meant, typed: Typed, form: usize) -> String {
        let right = self.right_code(meant);
        match typed {
            Typed::Right => right,
            Typed::Wrong if right == "000000" => "111111".to_owned(),
            Typed::Wrong => "000000".to_owned(),
            Typed::Malformed => MALFORMED[form].to_owned(),
        }
    }

    /// What the model and the twin say to one step.
    async fn take(&mut self, step: &Step) -> Option<(Said, Answer)> {
        match *step {
            Step::Start { number, by_call } => {
                let channel = if by_call { "call" } else { "sms" };
                let fields = [("To", NUMBERS[number]), ("Channel", channel)];
                let answer = self.twin.post("/Verifications", &fields).await;
                Some((self.model.start(number, by_call), answer))
            }
            Step::Check { meant, typed, form } => {
                let (name, value) = self.field(meant);
                let code = self.code(meant, typed, form);
                let fields = [(name, &*value), ("Code", &*code)];
                let answer = self.twin.post("/VerificationCheck", &fields).await;
                Some((self.model.check(meant, typed), answer))
            }
            Step::Look(meant) => {
                let answer = self.twin.fetch(&self.segment(meant)).await;
                Some((self.model.look(meant), answer))
            }
            Step::Set { meant, approved } => {
                let path = format!("/Verifications/{}", self.segment(meant));
                let word = if approved { "approved" } else { "canceled" };
                let answer = self.twin.post(&path, &[("Status", word)]).await;
                Some((self.model.set(meant, approved), answer))
            }
            Step::Seconds(seconds) => {
                self.twin.clock.advance(seconds);
                self.model.pass(seconds);
                None
            }
        }
    }

    fn compare_answer(&mut self, said: Said, answer: &Answer) -> Result<(), TestCaseError> {
        let body = answer.json();
        let code = body["code"].as_u64().unwrap_or(0);
        prop_assert_eq!((answer.status.as_u16(), code), (said.http, said.code));
        let Some(place) = said.shown else {
            return Ok(());
        };
        prop_assert_eq!(&body["status"], &json!(said.status));
        prop_assert_eq!(&body["valid"], &json!(said.status == "approved"));
        if place == self.sids.len() {
            self.sids
                .push(body["sid"].as_str().unwrap_or_default().to_owned());
            prop_assert!(
                !self.sids[..place].contains(&self.sids[place]),
                "a new verification has a new SID"
            );
        }
        prop_assert_eq!(&body["sid"], &json!(self.sids[place]));
        let entry = &self.model.entries[place];
        prop_assert_eq!(&body["to"], &json!(NUMBERS[entry.number]));
        if let Some(attempts) = body.get("send_code_attempts").and_then(Value::as_array) {
            prop_assert_eq!(attempts.len(), entry.sends);
        }
        let last = self.model.sent.iter().rfind(|(of, _)| *of == place);
        let channel = last.map(|(_, by_call)| if *by_call { "call" } else { "sms" });
        prop_assert_eq!(&body["channel"], &json!(channel));
        Ok(())
    }

    /// The twin's books against the model's: every verification with its counts, every message with its code.
    fn compare_books(&self) -> Result<(), TestCaseError> {
        let state = self.twin.sandbox.state();
        let rows: Vec<_> = state.ledger.newest_first().collect();
        prop_assert_eq!(rows.len(), self.model.entries.len());
        for (place, row) in rows.iter().rev().enumerate() {
            let entry = &self.model.entries[place];
            prop_assert_eq!(&row.sid, &self.sids[place]);
            prop_assert_eq!((row.attempts.len(), row.checks), (entry.sends, entry.checks));
            prop_assert_eq!(json!(row.status), json!(self.model.word(place)));
        }
        prop_assert_eq!(state.inbox.len(), self.model.sent.len());
        for (message, (place, by_call)) in state.inbox.iter().rev().zip(&self.model.sent) {
            let row = rows[rows.len() - 1 - place];
            prop_assert_eq!((&message.sid, &message.to), (&row.sid, &row.to));
            prop_assert_eq!(message.channel.name(), if *by_call { "call" } else { "sms" });
            prop_assert!(message.code == row.code, "one verification has one code");
        }
        Ok(())
    }
}

/// HTTP status, Twilio's code and `status` of the answers that were compared.
type Seen = RefCell<BTreeSet<(u16, u64, &'static str)>>;

async fn walk(rules: Rules, steps: &[Step], seen: &Seen) -> Result<(), TestCaseError> {
    let mut pair = Pair::new(rules);
    for step in steps {
        if let Some((said, answer)) = pair.take(step).await {
            pair.compare_answer(said, &answer)?;
            seen.borrow_mut().insert((said.http, said.code, said.status));
        }
        pair.compare_books()?;
    }
    Ok(())
}

#[test]
fn the_twin_and_the_model_agree() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let config = Config {
        cases: SEQUENCES,
        failure_persistence: None,
        ..Config::default()
    };
    let sequences = (rules(), prop::collection::vec(step(), 1..=LONGEST));
    let seen = Seen::default();
    let outcome = TestRunner::new(config).run(&sequences, |(rules, steps)| {
        runtime.block_on(walk(rules, &steps, &seen))
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    assert_eq!(seen.into_inner(), BTreeSet::from(EVERYTHING));
}
