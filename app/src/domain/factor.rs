//! How a second factor was proven.

use super::{Channel, by_name::by_name};
use std::str::FromStr;

/// What a session was approved by.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Factor {
    /// A code by text message.
    Sms,
    /// A code by call.
    Call,
    /// A recovery code.
    Recovery,
    /// A browser that was remembered: it stands for a code at sign-in and nowhere else.
    Browser,
}

impl Factor {
    const ALL: [Self; 4] = [Self::Sms, Self::Call, Self::Recovery, Self::Browser];

    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Call => "call",
            Self::Recovery => "recovery",
            Self::Browser => "browser",
        }
    }

    /// True when a code was typed.
    pub const fn is_code(self) -> bool {
        !matches!(self, Self::Browser)
    }
}

impl From<Channel> for Factor {
    fn from(channel: Channel) -> Self {
        match channel {
            Channel::Sms => Self::Sms,
            Channel::Call => Self::Call,
        }
    }
}

/// The name belongs to no factor.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownFactor;

impl FromStr for Factor {
    type Err = UnknownFactor;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let mut all = Self::ALL.into_iter();
        all.find(|factor| factor.as_str() == name).ok_or(UnknownFactor)
    }
}

by_name!(Factor, as_str);
