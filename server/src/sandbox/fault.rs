//! Failures on demand: armed over HTTP, used up by the next matching requests.

use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// What goes wrong. "Act" means that the request has its full effect, messages included.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum FaultKind {
    /// 503 in Twilio's JSON; nothing is acted.
    Unavailable,
    /// 502 in a gateway's HTML; nothing is acted.
    BadGateway,
    /// Act, then half of the JSON.
    Truncated,
    /// Act, then close the connection without an answer.
    Drop,
    /// Close the connection; nothing is acted.
    DropBefore,
    /// 429 with code 20429 and `Retry-After: 1`; nothing is acted.
    RateLimited,
    /// Act, and answer with another SID.
    WrongSid,
    /// Act, and answer with another number.
    WrongTo,
    /// Act, and answer `"status":"approved","valid":false`.
    ApprovedInvalid,
    /// Wait, then act. Whoever hangs up while it waits is not acted for.
    Slow,
}

impl FaultKind {
    /// Every fault, for the answer to an unknown name.
    pub(super) const ALL: [Self; 10] = [
        Self::Unavailable,
        Self::BadGateway,
        Self::Truncated,
        Self::Drop,
        Self::DropBefore,
        Self::RateLimited,
        Self::WrongSid,
        Self::WrongTo,
        Self::ApprovedInvalid,
        Self::Slow,
    ];
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

/// A fault and how long a slow one waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Fault {
    pub(super) kind: FaultKind,
    pub(super) milliseconds: u64,
}

/// The body of `POST /sandbox/faults`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Order {
    pub(super) fault: FaultKind,
    /// How many requests; 0 disarms this fault.
    #[serde(default = "once")]
    pub(super) count: u32,
    /// Absent: any request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) operation: Option<Operation>,
    /// Only for `slow`; the default outlasts the client's patience of ten seconds.
    #[serde(default = "fifteen_seconds")]
    pub(super) milliseconds: u64,
}

fn once() -> u32 {
    1
}

fn fifteen_seconds() -> u64 {
    15_000
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
    pub(super) fn next(&mut self, operation: Operation) -> Option<Fault> {
        let matches = |armed: &Order| armed.operation.is_none_or(|only| only == operation);
        let armed = self.0.iter_mut().find(|armed| matches(armed))?;
        armed.count -= 1;
        let fault = Fault {
            kind: armed.fault,
            milliseconds: armed.milliseconds,
        };
        self.0.retain(|armed| armed.count > 0);
        Some(fault)
    }
}
