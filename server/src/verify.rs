//! The outbound door: who sends codes and checks them. One production implementation, [`crate::twilio::Client`].

use app::domain::{Channel, Code, Language, PhoneNumber};
use async_trait::async_trait;
use std::net::IpAddr;

/// Twilio Verify, as far as a sign-in needs it.
#[async_trait]
pub trait Verify: Send + Sync {
    /// False while Twilio does not answer and is left alone: no call would be made, so nothing need be claimed for one.
    fn answers(&self) -> bool;

    /// Starts a verification, or sends its code again. Each success is a message that costs money: nobody may call
    /// this without a claim.
    async fn start(&self, request: &StartRequest<'_>) -> Result<Started, StartError>;

    /// Checks a code against one verification, by its SID and never by number.
    async fn check(&self, sid: &str, to: &PhoneNumber, code: &Code) -> Result<Verdict, CheckError>;

    /// Reads a verification; `None` when there is none that could still be checked or be in the way of another. Costs
    /// nothing and changes nothing.
    async fn fetch(&self, of: Subject<'_>) -> Result<Option<Fetched>, Unanswered>;
}

/// A message that is wanted.
#[derive(Clone, Copy, Debug)]
pub struct StartRequest<'a> {
    /// Where to.
    pub to: &'a PhoneNumber,
    /// SMS or call.
    pub channel: Channel,
    /// The language of the message.
    pub locale: Language,
    /// Whose browser asks.
    pub address: IpAddr,
    /// The id of the account, which tells Twilio nothing about the person.
    pub account: &'a str,
}

/// Which verification to read.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// The open one of a number.
    Number(&'a PhoneNumber),
    /// This one, which must be about the number.
    Sid(&'a str, &'a PhoneNumber),
}

impl Subject<'_> {
    /// The number that it is about.
    pub fn number(&self) -> &PhoneNumber {
        match self {
            Self::Number(number) | Self::Sid(_, number) => number,
        }
    }
}

/// A send that Twilio took.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Started {
    /// `VE` and 32 hex digits; the same for every send within the lifetime of a code.
    pub sid: String,
    /// When the verification began, in seconds since 1970 by Twilio's clock; `None` when Twilio does not say.
    pub created_at: Option<i64>,
}

/// A verification as read back.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fetched {
    /// See [`Started`].
    pub started: Started,
    /// Its last message; `None` when Twilio does not say.
    pub last_send: Option<LastSend>,
    /// True when all its checks are made.
    pub checks_used_up: bool,
}

/// The last message of a verification.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct LastSend {
    /// Seconds since 1970 by Twilio's clock.
    pub at: i64,
    /// `None` when it is none of ours.
    pub channel: Option<Channel>,
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
    /// Twilio never processed it: no connection, too many requests (20429), or it has not answered for a while and is
    /// left alone. Nothing was sent.
    #[error("not processed")]
    NotProcessed {
        /// Seconds that Twilio asks to wait, where it does.
        wait: Option<u32>,
    },
    /// Nobody knows whether a message went out.
    #[error("no answer")]
    Unanswered,
}

/// Why Twilio said no to a send: as many reasons as there are things to do next.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Refusal {
    /// This number cannot receive codes: check it, or ask the operator.
    Number,
    /// Not by this channel; the other may do.
    Channel,
    /// The person has answered STOP to our messages: text START, or take a call (21610).
    Unsubscribed,
    /// Five messages went to this number already: wait until they expire (60203).
    SendsUsedUp,
    /// Five checks were made for this number already: wait until they expire (60202).
    ChecksUsedUp,
    /// Too many starts for this number in a short time: wait a little (60212).
    Busy,
    /// A guard against fraud holds the number back: the other channel, or much later (60410).
    HeldBack,
    /// Our account, service or request is wrong: the operator must act.
    Configuration,
}

/// Why there is no verdict.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum CheckError {
    /// Twilio never processed it; the code was not counted.
    #[error("not processed")]
    NotProcessed,
    /// Twilio refused to look at any code: the operator must act. The code was not counted.
    #[error("refused")]
    Refused,
    /// Nobody knows whether the code was counted, or even right. Never an approval.
    #[error("no answer")]
    Unanswered,
}

/// Twilio gave no answer that can be understood.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("no answer")]
pub struct Unanswered;
