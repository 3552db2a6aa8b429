//! The faults, as the twin lists them.

use crate::{setup::start_twin, twin::Twin};
use serde_json::{Value, json};
use server::clock::{AdjustableClock, StoppedClock};
use std::sync::Arc;

/// What goes wrong.
#[derive(Clone)]
pub(super) struct Fault {
    pub name: String,
}

/// Those that the client waits for as long as it waits for anything.
const WAITING: [&str; 3] = ["slow", "slow_answer", "trickle"];

/// Each in words. One that is missing here is called by its name.
const WORDS: [(&str, &str); 24] = [
    ("unavailable", "503 in Twilio's JSON; nothing was done"),
    ("bad_gateway", "502 in a gateway's HTML; nothing was done"),
    ("truncated", "done; half of the JSON arrives"),
    ("drop", "done; the connection ends without an answer"),
    ("drop_before", "the connection ends; nothing was done"),
    (
        "rate_limited",
        "429 with code 20429 and `Retry-After`, at every try; nothing was done",
    ),
    ("wrong_sid", "done; the answer names another verification"),
    ("wrong_to", "done; the answer names another number"),
    ("wrong_service", "done; the answer names another service"),
    ("wrong_account", "done; the answer names another account"),
    (
        "approved_invalid",
        "done; the answer says `approved` and `\"valid\": false`",
    ),
    (
        "unknown_status",
        "done; the answer has a status that nobody knows",
    ),
    (
        "unknown_channel",
        "done; the answer has a channel that nobody knows",
    ),
    ("nulls", "done; every field that may be null is null"),
    ("extra_fields", "done; the answer has fields that nobody knows"),
    ("empty_body", "done; the answer has no body"),
    ("oversized", "done; the answer is far too long"),
    ("slow", "no answer in time; nothing was done"),
    ("slow_answer", "done; no answer in time"),
    (
        "trickle",
        "done; the answer comes byte by byte and never ends in time",
    ),
    (
        "problem_details",
        "an error as RFC 9457 problem details; nothing was done",
    ),
    ("server_error", "500; nothing was done"),
    (
        "locale_refused",
        "a send that names a language is refused as a bad parameter; one without goes out",
    ),
    (
        "locale_not_found",
        "a send that names a language is refused as not found; one without goes out",
    ),
];

impl Fault {
    pub(super) fn words(&self) -> &str {
        let known = WORDS.iter().find(|(name, _)| *name == self.name);
        known.map_or(&self.name, |(_, words)| words)
    }

    /// Settings of a portal that meets it.
    pub(super) fn settings(&self) -> Vec<(&'static str, &'static str)> {
        if WAITING.contains(&&*self.name) {
            PATIENCE.to_vec()
        } else {
            Vec::new()
        }
    }
}

/// Less than the ten seconds that the client waits by itself.
const PATIENCE: &[(&str, &str)] = &[("KAKUNIN_TWILIO_TIMEOUT_SECONDS", "3")];

/// All that the twin knows, in its order: it lists them to whoever asks for another.
pub(super) async fn known() -> Vec<Fault> {
    let clock = AdjustableClock::new(Arc::new(StoppedClock(0)));
    let (address, _twin) = start_twin(Arc::new(clock)).await;
    let (status, answer) = Twin::at(address).ask("faults", &json!({ "fault": "?" })).await;
    assert_eq!(status, 400, "{answer}");
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let known = answer["known"].as_array().unwrap();
    assert!(!known.is_empty());
    let name = |name: &Value| Fault {
        name: name.as_str().unwrap().to_owned(),
    };
    known.iter().map(name).collect()
}
