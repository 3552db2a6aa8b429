//! Bodies that arrive whole and do not say what happened.

use crate::sandbox::fault::FaultKind;
use serde_json::{Value, json};

/// What the published schema never leaves empty, as far as a client can live without the rest.
const NEVER_NULL: [&str; 5] = ["sid", "status", "to", "service_sid", "account_sid"];

/// Changes the body of a success in the way of this fault. A field that this resource does not have stays absent.
pub(super) fn tell(kind: FaultKind, body: &mut Value) {
    match kind {
        FaultKind::WrongSid => change_end(body.get_mut("sid")),
        FaultKind::WrongTo => change_end(body.get_mut("to")),
        FaultKind::WrongService => change_end(body.get_mut("service_sid")),
        FaultKind::WrongAccount => change_end(body.get_mut("account_sid")),
        FaultKind::ApprovedInvalid => {
            replace(body, "status", json!("approved"));
            replace(body, "valid", json!(false));
        }
        FaultKind::UnknownStatus => replace(body, "status", json!("hibernating")),
        FaultKind::UnknownChannel => replace(body, "channel", json!("carrier-pigeon")),
        FaultKind::Nulls => empty(body),
        FaultKind::ExtraFields => extend(body),
        _ => {}
    }
}

fn change_end(field: Option<&mut Value>) {
    let Some(Value::String(text)) = field else {
        return;
    };
    let end = if text.pop() == Some('0') { '1' } else { '0' };
    text.push(end);
}

fn replace(body: &mut Value, name: &str, value: Value) {
    if let Some(field) = body.get_mut(name) {
        *field = value;
    }
}

fn empty(body: &mut Value) {
    for (name, field) in body.as_object_mut().into_iter().flatten() {
        if !NEVER_NULL.contains(&name.as_str()) {
            *field = Value::Null;
        }
    }
}

/// A word, a number, and things within things, at the top and inside.
fn extend(body: &mut Value) {
    let new = json!({ "word": "new", "number": 1.5, "list": [[], {}, null], "flag": true });
    body["new_field"] = new.clone();
    if let Some(Value::Object(lookup)) = body.get_mut("lookup") {
        lookup.insert("new_field".to_owned(), new.clone());
    }
    for attempt in body["send_code_attempts"].as_array_mut().into_iter().flatten() {
        attempt["new_field"] = new.clone();
    }
}
