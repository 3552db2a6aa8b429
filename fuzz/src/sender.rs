//! Who sends a request: one account with one session for each state that a session can have.

use app::domain::{PhoneNumber, auth_state::Step};

/// Who sends the request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Sender {
    /// Nobody has signed in.
    Stranger,
    /// The password is passed; a phone is on file, and no code was sent.
    HalfOpen,
    /// The password is passed; no phone is on file.
    Enrolling,
    /// A code is on its way.
    CodeSent,
    /// Signed in just now: changes are open.
    Confirmed,
    /// Signed in so long ago that changes want password and code once more.
    SignedIn,
}

impl Sender {
    /// Everyone.
    pub const ALL: [Self; 6] = [
        Self::Stranger,
        Self::HalfOpen,
        Self::Enrolling,
        Self::CodeSent,
        Self::Confirmed,
        Self::SignedIn,
    ];

    /// The name of the account; a stranger has none.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stranger => "",
            Self::HalfOpen => "hanako",
            Self::Enrolling => "taro",
            Self::CodeSent => "keiko",
            Self::Confirmed => "jiro",
            Self::SignedIn => "yuki",
        }
    }

    /// The phone on file.
    pub fn phone(self) -> Option<PhoneNumber> {
        let number = match self {
            Self::Stranger | Self::Enrolling => return None,
            Self::HalfOpen => "+819012345678",
            Self::CodeSent => "+819012345679",
            Self::Confirmed => "+819012345670",
            Self::SignedIn => "+819012345671",
        };
        Some(number.parse().unwrap())
    }

    /// What this sender may see.
    pub fn step(self) -> Step {
        match self {
            Self::Stranger => Step::SignedOut,
            Self::HalfOpen | Self::Enrolling | Self::CodeSent => Step::CodeNeeded,
            Self::Confirmed => Step::Confirmed,
            Self::SignedIn => Step::SignedIn,
        }
    }
}

/// Steps in the order in which they are gone.
pub fn height(step: Step) -> u8 {
    match step {
        Step::SignedOut => 0,
        Step::CodeNeeded => 1,
        Step::SignedIn => 2,
        Step::Confirmed => 3,
    }
}
