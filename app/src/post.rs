//! The way from the browser to a server function.

use crate::{domain::View, error::AppError, fetch::fetch, json};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use std::time::Duration;
use web_sys::{AbortController, AbortSignal, Headers, RequestInit, UrlSearchParams, wasm_bindgen::JsValue};

/// Longer than the server tries to reach Twilio, short enough for a person who waits.
const PATIENCE: Duration = Duration::from_secs(30);

/// Posts the fields of a form to this path and reads the answer.
///
/// # Errors
/// [`AppError::Offline`] when no answer came, [`AppError::NoAnswer`] when none came in 30 seconds,
/// [`AppError::Unavailable`] when it was none of ours, else what the server says.
pub(crate) async fn post(path: &str, fields: UrlSearchParams) -> Result<View, AppError> {
    let deadline = Deadline::start();
    let signal = deadline.as_ref().map(Deadline::signal);
    let answer = ask(path, fields, signal.as_ref()).await;
    let is_over = signal.is_some_and(|signal| signal.aborted());
    answer.map_err(|error| match error {
        AppError::Offline if is_over => AppError::NoAnswer,
        error => error,
    })
}

async fn ask(path: &str, fields: UrlSearchParams, signal: Option<&AbortSignal>) -> Result<View, AppError> {
    let question = question(&fields, signal).map_err(|_| AppError::Unavailable)?;
    let answer = fetch(path, &question).await.ok_or(AppError::Offline)?;
    if answer.is_ok {
        return json::read(&answer.text).ok_or(AppError::Unavailable);
    }
    // A proxy answers in words of its own.
    Err(json::read(&answer.text).unwrap_or(AppError::Unavailable))
}

fn question(fields: &UrlSearchParams, signal: Option<&AbortSignal>) -> Result<RequestInit, JsValue> {
    let headers = Headers::new()?;
    headers.set("accept", "application/json")?;
    let question = RequestInit::new();
    question.set_method("POST");
    question.set_headers(&headers);
    question.set_body(fields);
    question.set_signal(signal);
    Ok(question)
}

/// Ends a question after [`PATIENCE`], unless it is dropped before.
struct Deadline {
    controller: AbortController,
    timer: TimeoutHandle,
}

impl Deadline {
    /// None in a browser that cannot end a question: it waits as long as it likes.
    fn start() -> Option<Self> {
        let controller = AbortController::new().ok()?;
        let at_the_end = controller.clone();
        let timer = set_timeout_with_handle(move || at_the_end.abort(), PATIENCE).ok()?;
        Some(Self { controller, timer })
    }

    fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        self.timer.clear();
    }
}
