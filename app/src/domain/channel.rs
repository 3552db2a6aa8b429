//! How a code travels to the phone.

use super::by_name::by_name;
use std::str::FromStr;

/// The channels of Twilio Verify that this portal offers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Channel {
    /// A text message.
    Sms,
    /// A phone call that reads the code aloud.
    Call,
}

impl Channel {
    /// The name in forms, in the database and in Verify's `Channel` parameter.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Call => "call",
        }
    }
}

/// The text names no channel that is offered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownChannel;

impl FromStr for Channel {
    type Err = UnknownChannel;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        [Self::Sms, Self::Call]
            .into_iter()
            .find(|channel| channel.as_str() == name)
            .ok_or(UnknownChannel)
    }
}

by_name!(Channel, as_str);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_verify_and_nothing_else_is_taken() {
        assert_eq!("sms".parse(), Ok(Channel::Sms));
        assert_eq!("call".parse(), Ok(Channel::Call));
        for other in ["voice", "SMS", "", " sms", "whatsapp"] {
            assert_eq!(other.parse::<Channel>(), Err(UnknownChannel), "{other}");
        }
    }
}
