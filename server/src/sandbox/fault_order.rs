//! Faults as they are armed over HTTP; the next matching requests use them up.

use super::fault::{Fault, FaultKind, Operation};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

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
