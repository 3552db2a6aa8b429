use super::{ALERTS, table};
use ::metrics::counter;
use std::fmt::{self, Write};
use tracing::{
    Event, Level, Metadata, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    Layer,
    filter::{FilterFn, filter_fn},
    layer::Context,
    registry::LookupSpan,
};

/// Counts decisions by the lines that tell them. What the log filter hides from operators is counted nevertheless.
#[derive(Clone, Copy, Debug, Default)]
pub struct EventCounter;

impl EventCounter {
    /// The layer with the filter that is its own.
    pub fn layer<S: Subscriber + for<'a> LookupSpan<'a>>() -> impl Layer<S> {
        Self.with_filter(ours())
    }
}

fn ours() -> FilterFn {
    let is_ours = |line: &Metadata<'_>| {
        line.is_event() && *line.level() <= Level::INFO && line.target().starts_with("server")
    };
    filter_fn(is_ours)
}

impl<S: Subscriber> Layer<S> for EventCounter {
    fn on_event(&self, line: &Event<'_>, _context: Context<'_, S>) {
        let mut told = Told::default();
        line.record(&mut told);
        told.count();
        if *line.metadata().level() == Level::ERROR {
            told.count_alert();
        }
    }
}

/// Fields that become labels; all others may hold anything, and are not looked at.
const LABELS: [&str; 8] = [
    "budget", "ceiling", "channel", "factor", "limit", "reason", "refusal", "verdict",
];

/// What a line tells, as far as it is counted.
#[derive(Default)]
struct Told {
    event: String,
    labels: Vec<(&'static str, String)>,
    status: u64,
}

impl Visit for Told {
    fn record_u64(&mut self, field: &Field, value: u64) {
        if field.name() == "status" {
            self.status = value;
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "event" {
            value.clone_into(&mut self.event);
        } else if LABELS.contains(&field.name()) {
            self.labels.push((field.name(), name_of(value)));
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if LABELS.contains(&field.name()) {
            let mut text = String::new();
            // Writing to a string cannot fail.
            let _ = write!(text, "{value:?}");
            self.labels.push((field.name(), name_of(&text)));
        }
    }
}

/// A name of ours as a label: `Ok(SendsUsedUp)` is `ok_sends_used_up`. What cannot be one is `other`, so that no text of a
/// stranger ever becomes a series.
fn name_of(text: &str) -> String {
    let mut name = String::new();
    for letter in text.chars() {
        match letter {
            'A'..='Z' => {
                if !name.is_empty() && !name.ends_with('_') {
                    name.push('_');
                }
                name.push(letter.to_ascii_lowercase());
            }
            'a'..='z' | '0'..='9' | '_' => name.push(letter),
            '(' => name.push('_'),
            ')' => {}
            _ => return "other".into(),
        }
    }
    if name.is_empty() || name.len() > 40 {
        return "other".into();
    }
    name
}

impl Told {
    fn label(&self, name: &str) -> String {
        let found = self.labels.iter().find(|(label, _)| *label == name);
        found.map_or_else(|| "other".into(), |(_, value)| value.clone())
    }

    /// Every line that has a count, in the order of a sign-in.
    fn count(&self) {
        match &*self.event {
            "password_accepted" => self.password("accepted"),
            "password_refused" => {
                self.password("refused");
                self.refusal("password", "wrong_password".into());
            }
            "sign_in_held_back" => {
                self.password("held_back");
                self.refusal("password", self.label("limit"));
            }
            "account_locked" => self.refusal("password", "account_locked".into()),
            "too_many_passwords_at_once" => super::request_shed("passwords"),
            "code_sent" => self.send("sent"),
            "send_unanswered" => self.send("unanswered"),
            "send_not_processed" => self.send("not_processed"),
            "send_refused" => {
                self.send("refused");
                self.refusal("send", format!("twilio_{}", self.label("refusal")));
            }
            "send_ceiling" => self.refusal("send", self.label("ceiling")),
            "send_over_budget" => self.refusal("send", self.label("budget")),
            "send_while_stopped" => self.refusal("send", "sends_stopped".into()),
            "too_many_numbers" | "pumping_guard" | "number_in_use" => {
                self.refusal("send", self.event.clone())
            }
            "code_checked" => {
                let verdict = self.label("verdict");
                let outcome = verdict.trim_start_matches("ok_").trim_start_matches("err_");
                counter!(table::CHECKS, "outcome" => outcome.to_owned()).increment(1);
            }
            "check_ceiling" => self.refusal("check", self.label("ceiling")),
            "factor_locked" => self.refusal("check", "factor_locked".into()),
            "signed_in" => counter!(table::SIGN_INS, "factor" => self.label("factor")).increment(1),
            "recovery_code_refused" => self.refusal("recovery_code", "wrong_code".into()),
            "recovery_ceiling" => self.refusal("recovery_code", self.label("ceiling")),
            "password_link_refused" => self.refusal("password_link", self.label("reason")),
            "page_refused" => self.refusal("page", "later_step".into()),
            "change_refused" => self.refusal("page", "not_confirmed".into()),
            "odd_request_refused" => self.refusal("request", self.label("reason")),
            "cross_origin_refused" | "sandbox_refused_a_stranger" => {
                self.refusal("request", self.event.trim_end_matches("_refused").to_owned());
            }
            "twilio_answered" => {
                let outcome = format!("{}xx", self.status / 100);
                counter!(table::TWILIO_CALLS, "outcome" => outcome).increment(1);
            }
            "twilio_call_failed" => {
                counter!(table::TWILIO_CALLS, "outcome" => self.label("reason")).increment(1);
            }
            "database_tried_again" => {
                counter!(table::DATABASE_RETRIES, "reason" => self.label("reason")).increment(1);
            }
            "pruned" => pruning("done"),
            "pruning_failed" => pruning("failed"),
            "pruned_elsewhere" => pruning("elsewhere"),
            _ => {}
        }
    }

    fn password(&self, outcome: &'static str) {
        counter!(table::PASSWORDS, "outcome" => outcome).increment(1);
    }

    fn send(&self, outcome: &'static str) {
        counter!(table::SENDS, "channel" => self.label("channel"), "outcome" => outcome).increment(1);
    }

    fn refusal(&self, step: &'static str, reason: String) {
        counter!(table::REFUSALS, "step" => step, "reason" => reason).increment(1);
    }

    fn count_alert(&self) {
        let known = ALERTS.iter().find(|alert| **alert == self.event);
        counter!(table::ALERTED, "event" => *known.unwrap_or(&"other")).increment(1);
    }
}

fn pruning(outcome: &'static str) {
    counter!(table::PRUNING, "outcome" => outcome).increment(1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_names_and_nothing_else() {
        for (text, name) in [
            ("sends_per_account_hour", "sends_per_account_hour"),
            ("Ok(Approved)", "ok_approved"),
            ("Err(NotProcessed)", "err_not_processed"),
            ("SendsUsedUp", "sends_used_up"),
            ("+81 90", "other"),
            ("hanako@example.com", "other"),
            ("", "other"),
            (&"a".repeat(41), "other"),
        ] {
            assert_eq!(name_of(text), name, "{text}");
        }
    }
}
