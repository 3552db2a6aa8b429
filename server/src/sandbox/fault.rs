//! Failures on demand: armed over HTTP, used up by the next matching requests.

use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// What goes wrong. "Act" means that the request has its full effect, messages included.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum FaultKind {
    /// 503 in Twilio's JSON; nothing is acted.
    Unavailable,
    /// 500 in Twilio's JSON; nothing is acted.
    ServerError,
    /// 503 in the shape of RFC 9457, as Twilio's newer services answer; nothing is acted.
    ProblemDetails,
    /// 502 in a gateway's HTML; nothing is acted.
    BadGateway,
    /// 429 with code 20429 and `Retry-After`; nothing is acted.
    RateLimited,
    /// A start that names `Locale` gets 400 with code 60200, and is not acted; one that names none does not meet this fault.
    LocaleRefused,
    /// The same with 404 and code 20404.
    LocaleNotFound,
    /// Close the connection; nothing is acted.
    DropBefore,
    /// Act, then close the connection without an answer.
    Drop,
    /// Wait, then act. Whoever hangs up while it waits is not acted for.
    Slow,
    /// Act, then wait with the answer.
    SlowAnswer,
    /// Act, then send the answer byte by byte, with a wait after each.
    Trickle,
    /// Act, then half of the JSON.
    Truncated,
    /// Act, and answer without a body.
    EmptyBody,
    /// Act, and answer with ten megabytes of JSON.
    Oversized,
    /// Act, and answer with another SID.
    WrongSid,
    /// Act, and answer with another number.
    WrongTo,
    /// Act, and answer with the SID of another service.
    WrongService,
    /// Act, and answer with the SID of another account.
    WrongAccount,
    /// Act, and answer `"status":"approved","valid":false`.
    ApprovedInvalid,
    /// Act, and answer with a status that nobody knows.
    UnknownStatus,
    /// Act, and answer with a channel that nobody knows, which must not hurt a client.
    UnknownChannel,
    /// Act, and answer null for every field that may be null (Twilio, OpenAPI specification of Verify).
    Nulls,
    /// Act, and answer with fields that nobody knows besides.
    ExtraFields,
}

impl FaultKind {
    /// Every fault, for the answer to an unknown name.
    pub(super) const ALL: [Self; 24] = [
        Self::Unavailable,
        Self::ServerError,
        Self::ProblemDetails,
        Self::BadGateway,
        Self::RateLimited,
        Self::LocaleRefused,
        Self::LocaleNotFound,
        Self::DropBefore,
        Self::Drop,
        Self::Slow,
        Self::SlowAnswer,
        Self::Trickle,
        Self::Truncated,
        Self::EmptyBody,
        Self::Oversized,
        Self::WrongSid,
        Self::WrongTo,
        Self::WrongService,
        Self::WrongAccount,
        Self::ApprovedInvalid,
        Self::UnknownStatus,
        Self::UnknownChannel,
        Self::Nulls,
        Self::ExtraFields,
    ];

    /// Whether such a request can meet this fault at all.
    fn concerns(self, operation: Operation, names_locale: bool) -> bool {
        match self {
            Self::LocaleRefused | Self::LocaleNotFound => operation == Operation::Create && names_locale,
            _ => true,
        }
    }

    /// The wait where the order names none: each outlasts a patience of ten seconds.
    fn usual_milliseconds(self) -> u64 {
        match self {
            Self::Trickle => 100,
            _ => 15_000,
        }
    }
}

/// Which request of the API; a fault can be limited to one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Operation {
    Create,
    Check,
    Fetch,
    Update,
    Service,
}

/// A fault and the figures of those that have one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Fault {
    pub(super) kind: FaultKind,
    pub(super) milliseconds: u64,
    /// Seconds.
    pub(super) retry_after: u32,
}

impl From<FaultKind> for Fault {
    fn from(kind: FaultKind) -> Self {
        Self {
            kind,
            milliseconds: kind.usual_milliseconds(),
            retry_after: once(),
        }
    }
}

/// The body of `POST /sandbox/faults`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Order {
    pub(super) fault: FaultKind,
    /// How many requests; 0 disarms this fault.
    #[serde(default = "once")]
    pub(super) count: u32,
    /// Absent: any request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) operation: Option<Operation>,
    /// For `slow` and `slow_answer` the whole wait, for `trickle` that after each byte.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) milliseconds: Option<u64>,
    /// Only for `rate_limited`: seconds.
    #[serde(default = "once")]
    pub(super) retry_after: u32,
}

fn once() -> u32 {
    1
}

impl Order {
    fn concerns(&self, operation: Operation, names_locale: bool) -> bool {
        self.operation.is_none_or(|only| only == operation) && self.fault.concerns(operation, names_locale)
    }

    fn fault(&self) -> Fault {
        let usual = Fault::from(self.fault);
        Fault {
            milliseconds: self.milliseconds.unwrap_or(usual.milliseconds),
            retry_after: self.retry_after,
            ..usual
        }
    }
}

/// The armed faults, first come, first used.
#[derive(Default)]
pub(super) struct Queue(VecDeque<Order>);

impl Queue {
    pub(super) fn arm(&mut self, order: Order) {
        if order.count == 0 {
            self.0.retain(|armed| armed.fault != order.fault);
        } else {
            self.0.push_back(order);
        }
    }

    /// The fault for this request, which uses it up once.
    pub(super) fn next(&mut self, operation: Operation, names_locale: bool) -> Option<Fault> {
        let mut orders = self.0.iter_mut();
        let armed = orders.find(|armed| armed.concerns(operation, names_locale))?;
        armed.count -= 1;
        let fault = armed.fault();
        self.0.retain(|armed| armed.count > 0);
        Some(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_all() {
        assert_eq!(FaultKind::ALL.len(), FaultKind::ExtraFields as usize + 1);
        for (place, kind) in FaultKind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, place, "{kind:?}");
        }
    }
}
