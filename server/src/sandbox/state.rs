use super::{
    fault::{Fault, Operation},
    fault_order::Queue,
    ledger::Ledger,
    message::Message,
    rate_limit::Windows,
};
use std::collections::VecDeque;

/// How many messages the phone keeps.
const KEPT_MESSAGES: usize = 1_000;

/// Everything that changes, behind the one lock of the sandbox.
#[derive(Default)]
pub(super) struct State {
    pub(super) ledger: Ledger,
    /// Newest first.
    pub(super) inbox: VecDeque<Message>,
    pub(super) faults: Queue,
    /// The service's rate limits.
    pub(super) starts: Windows,
    /// The limits of looking a verification up.
    pub(super) fetches: Windows,
}

impl State {
    pub(super) fn deliver(&mut self, message: Message) {
        self.inbox.push_front(message);
        self.inbox.truncate(KEPT_MESSAGES);
    }

    pub(super) fn next_fault(&mut self, operation: Operation, names_locale: bool) -> Option<Fault> {
        self.faults.next(operation, names_locale)
    }
}
