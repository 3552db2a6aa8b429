/// Events of level error: each is an alert of its own, and there at zero from the start, because a rate over a series that
/// appears is nothing.
pub const ALERTS: &[&str] = &[
    "page_failed",
    "pumping_suspected",
    "request_failed",
    "request_panicked",
    "request_took_too_long",
    "sandbox_ended",
    "send_budget_used_up",
    "twilio_answer_mismatch",
    "twilio_answer_odd",
    "twilio_does_not_answer",
    "twilio_misconfigured",
];
