//! Failures on demand, and which requests can meet them.

use serde::{Deserialize, Serialize};
use std::fmt::{self, Display, Formatter};

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
    pub(super) fn concerns(self, operation: Operation, names_locale: bool) -> bool {
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

/// The word of orders and documents, for the log.
impl Display for FaultKind {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        self.serialize(formatter)
    }
}

/// The word of orders and documents, for the log.
impl Display for Operation {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        self.serialize(formatter)
    }
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
            retry_after: 1,
        }
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
