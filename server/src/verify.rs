//! The outbound door: who sends codes and checks them. One production implementation, [`crate::twilio::Client`].

use app::domain::{Channel, Code, Language, PhoneNumber};
use async_trait::async_trait;

/// Twilio Verify, as far as a sign-in needs it.
#[async_trait]
pub trait Verify: Send + Sync {
    /// Starts a verification, or sends its code again. Each success is a message that costs money: nobody may call
    /// this without a claim.
    async fn start(
        &self,
        to: &PhoneNumber,
        channel: Channel,
        locale: Language,
    ) -> Result<Started, StartError>;

    /// Checks a code against one verification, by its SID and never by number.
    async fn check(&self, sid: &str, to: &PhoneNumber, code: &Code) -> Result<Verdict, CheckError>;

    /// Reads the open verification of a number; `None` when there is none. Costs nothing and changes nothing.
    async fn fetch(&self, to: &PhoneNumber) -> Result<Option<Fetched>, Unanswered>;
}

/// A send that Twilio took.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Started {
    /// `VE` and 32 hex digits; the same for every send within the lifetime of a code.
    pub sid: String,
    /// When the verification began, in seconds since 1970 by Twilio's clock.
    pub created_at: i64,
}

/// An open verification as read back.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fetched {
    /// See [`Started`].
    pub started: Started,
    /// When its last message went out, in seconds since 1970; `None` when Twilio does not say.
    pub last_send_at: Option<i64>,
}

/// What Twilio says of a code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verdict {
    /// Right: `approved`, `valid`, and every id is the one that was asked about.
    Approved,
    /// Wrong; Twilio counted it.
    Wrong,
    /// Not of the form of a code; Twilio did not count it (60200).
    Malformed,
    /// No such verification any more: expired, approved, canceled or never made (20404).
    Gone,
    /// Five checks were made already (60202).
    UsedUp,
}

/// Why no code went out.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum StartError {
    /// Twilio looked at it and said no. Nothing was sent.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Twilio never processed it: no connection, or too many requests (20429). Nothing was sent.
    #[error("not processed")]
    NotProcessed,
    /// Nobody knows whether a message went out.
    #[error("no answer")]
    Unanswered,
}

/// Why Twilio said no to a send.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Refusal {
    /// This number cannot receive codes.
    Number,
    /// Not by this channel; perhaps by another.
    Channel,
    /// Five messages went to this number already (60203).
    SendsUsedUp,
    /// Five checks were made for this number already (60202).
    ChecksUsedUp,
    /// Too many starts in a short time, or a guard against fraud.
    Later,
    /// Our account, service or request is wrong: the operator must act.
    Configuration,
}

/// Why there is no verdict.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum CheckError {
    /// Twilio never processed it; the code was not counted.
    #[error("not processed")]
    NotProcessed,
    /// Nobody knows whether the code was counted, or even right. Never an approval.
    #[error("no answer")]
    Unanswered,
}

/// Twilio gave no answer that can be understood.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("no answer")]
pub struct Unanswered;
