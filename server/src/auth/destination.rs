use super::{ReturnAddress, ReturnOrigins};
use app::domain::Page;

/// Where an approval leads, if not to the account.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Destination {
    /// A page of ours.
    Page(Page),
    /// A page of another program.
    Elsewhere(ReturnAddress),
}

impl Destination {
    /// What a cookie or a row kept. Both are looked at again: origins may have gone from the list.
    pub fn parse(kept: &str, origins: &ReturnOrigins) -> Option<Self> {
        match kept.parse() {
            Ok(page) => Some(Self::Page(page)),
            Err(_) => origins.allow(kept).map(Self::Elsewhere),
        }
    }

    /// How it is kept.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Page(page) => page.path(),
            Self::Elsewhere(address) => address.as_str(),
        }
    }

    /// The page, if it is ours.
    pub const fn page(&self) -> Option<Page> {
        match self {
            Self::Page(page) => Some(*page),
            Self::Elsewhere(_) => None,
        }
    }
}

impl From<Page> for Destination {
    fn from(page: Page) -> Self {
        Self::Page(page)
    }
}

impl From<ReturnAddress> for Destination {
    fn from(address: ReturnAddress) -> Self {
        Self::Elsewhere(address)
    }
}
