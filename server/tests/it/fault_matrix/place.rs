//! Where a fault is met.

/// Which requests go wrong, and with what the person presses.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Place {
    /// The send goes wrong; what became of it can be read back.
    Send,
    /// The send goes wrong, and reading it back, too.
    SendAndReadBack,
    /// The check of the right code goes wrong.
    RightCode,
    /// The check of a wrong code goes wrong.
    WrongCode,
}

impl Place {
    pub(super) const ALL: [Self; 4] = [
        Self::Send,
        Self::SendAndReadBack,
        Self::RightCode,
        Self::WrongCode,
    ];

    /// Every request if none is named.
    pub(super) fn operation(self) -> Option<&'static str> {
        match self {
            Self::Send => Some("create"),
            Self::SendAndReadBack => None,
            Self::RightCode | Self::WrongCode => Some("check"),
        }
    }

    pub(super) fn is_send(self) -> bool {
        matches!(self, Self::Send | Self::SendAndReadBack)
    }
}
