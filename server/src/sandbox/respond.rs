//! What surrounds every answer: faults before and after, Twilio's headers, one line in the log.

use super::{
    Sandbox,
    fault::{Fault, FaultKind, Operation},
    path_shape::shape,
    refusal::Refusal,
    reply::Reply,
    sid,
};
use crate::clock::Clock;
use axum::{
    extract::{Request, State},
    http::{HeaderValue, Uri},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

/// A request of the API, as far as faults look at it.
pub(super) struct Asked<'a> {
    pub(super) operation: Operation,
    pub(super) uri: &'a Uri,
    /// `Locale` of a start.
    pub(super) locale: Option<&'a str>,
    /// The fault of the number, which an armed one goes before.
    pub(super) fault: Option<FaultKind>,
}

impl<'a> Asked<'a> {
    pub(super) fn new(operation: Operation, uri: &'a Uri) -> Self {
        Self {
            operation,
            uri,
            locale: None,
            fault: None,
        }
    }
}

/// What the log says about an answer, beside its status. Never a number, never a code that was sent.
#[derive(Clone, Default)]
struct Answered {
    operation: Option<Operation>,
    /// The shape of the path, where no operation takes it.
    path: Option<String>,
    /// Twilio's code.
    error: Option<u64>,
    fault: Option<FaultKind>,
}

/// Acts and answers, unless a fault is armed for this request.
pub(super) async fn respond(
    sandbox: &Sandbox,
    asked: Asked<'_>,
    act: impl FnOnce() -> Result<Reply, Refusal>,
) -> Response {
    let (operation, path) = (asked.operation, asked.uri.path());
    let armed = sandbox.state().next_fault(operation, asked.locale.is_some());
    let fault = armed.or_else(|| asked.fault.map(Fault::from));
    let mut answered = Answered {
        operation: Some(operation),
        fault: fault.map(|fault| fault.kind),
        ..Answered::default()
    };
    if let Some(fault) = fault {
        // Said at once: whoever hangs up gets no answer that could be logged.
        tracing::info!(%operation, fault = %fault.kind, "the sandbox breaks an answer");
        if let Some(response) = fault.instead(path, asked.locale) {
            return told(response, answered);
        }
        fault.wait().await;
    }
    let reply = act().unwrap_or_else(|refusal| Reply::refused(&refusal, path));
    answered.error = reply.error();
    let response = match fault {
        Some(fault) => fault.distort(reply).await,
        None => reply.into_response(),
    };
    told(response, answered)
}

/// The answer to a request that no operation takes.
pub(super) fn refuse(refusal: &Refusal, path: &str) -> Response {
    let reply = Reply::refused(refusal, path);
    let answered = Answered {
        path: Some(shape(path)),
        error: reply.error(),
        ..Answered::default()
    };
    told(reply.into_response(), answered)
}

fn told(mut response: Response, answered: Answered) -> Response {
    response.extensions_mut().insert(answered);
    response
}

/// Gives every answer the identifier that Twilio's support asks for, and logs it.
pub(super) async fn finish(State(sandbox): State<Arc<Sandbox>>, request: Request, next: Next) -> Response {
    let began = sandbox.clock.now_milliseconds();
    let mut response = next.run(request).await;
    let id = sid::draw("RQ", &*sandbox.randomness);
    let taken = sandbox.clock.now_milliseconds() - began;
    log(&response, &id);
    let duration = format!("{}.{:03}", taken / 1000, taken % 1000);
    for (name, text) in [("Twilio-Request-Id", id), ("Twilio-Request-Duration", duration)] {
        if let Ok(value) = HeaderValue::try_from(text) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn log(response: &Response, request: &str) {
    let answered = response.extensions().get().cloned();
    let Answered {
        operation,
        path,
        error,
        fault,
    } = answered.unwrap_or_default();
    let is_silent = matches!(fault, Some(FaultKind::Drop | FaultKind::DropBefore));
    let operation = operation.map(tracing::field::display);
    let fault = fault.map(tracing::field::display);
    if is_silent {
        tracing::info!(operation, fault, request, "the sandbox hung up");
    } else {
        let status = response.status().as_u16();
        let path = path.map(tracing::field::display);
        tracing::info!(
            operation,
            path,
            status,
            error,
            fault,
            request,
            "the sandbox answered"
        );
    }
}
