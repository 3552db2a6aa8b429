//! The pages of the portal, a closed list: what is no member of it is never gone to.

use super::by_name::by_name;
use std::str::FromStr;

/// A page. Where someone returns to after a sign-in is one of these, so that no link can lead elsewhere (OWASP, Unvalidated
/// Redirects and Forwards Cheat Sheet).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Page {
    /// User ID and password.
    SignIn,
    /// The code.
    Verify,
    /// The restricted page.
    Account,
    /// Password and code once more, before something that matters.
    Confirm,
    /// Another phone.
    Phone,
    /// Another password.
    Password,
    /// Codes for the day the phone is lost.
    RecoveryCodes,
    /// Where the account is signed in.
    Sessions,
    /// The first password, by a link.
    ChoosePassword,
}

impl Page {
    /// All pages.
    pub const ALL: [Self; 9] = [
        Self::SignIn,
        Self::Verify,
        Self::Account,
        Self::Confirm,
        Self::Phone,
        Self::Password,
        Self::RecoveryCodes,
        Self::Sessions,
        Self::ChoosePassword,
    ];

    /// Its path, which is its name in cookies and in the database, too.
    pub const fn path(self) -> &'static str {
        match self {
            Self::SignIn => "/",
            Self::Verify => "/verify",
            Self::Account => "/account",
            Self::Confirm => "/account/confirm",
            Self::Phone => "/account/phone",
            Self::Password => "/account/password",
            Self::RecoveryCodes => "/account/recovery-codes",
            Self::Sessions => "/account/sessions",
            Self::ChoosePassword => "/choose-password",
        }
    }

    /// True for pages that want password and code of the last minutes.
    pub const fn wants_confirmation(self) -> bool {
        matches!(
            self,
            Self::Phone | Self::Password | Self::RecoveryCodes | Self::Sessions
        )
    }

    /// True for pages that someone may return to after a sign-in or a confirmation.
    pub const fn is_returned_to(self) -> bool {
        self.wants_confirmation() || matches!(self, Self::Account)
    }
}

/// The path belongs to no page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownPage;

impl FromStr for Page {
    type Err = UnknownPage;

    fn from_str(path: &str) -> Result<Self, Self::Err> {
        let mut all = Self::ALL.into_iter();
        all.find(|page| page.path() == path).ok_or(UnknownPage)
    }
}

by_name!(Page, path);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_by_its_path_and_nothing_else_is() {
        for page in Page::ALL {
            assert_eq!(page.path().parse(), Ok(page));
        }
        for path in [
            "",
            "//evil.example",
            "/account/../..//evil.example",
            "https://evil.example/account",
            "/account\r\nSet-Cookie: a=b",
            "/account?next=//evil.example",
            "\\evil.example",
        ] {
            assert_eq!(path.parse::<Page>(), Err(UnknownPage), "{path}");
        }
    }
}
