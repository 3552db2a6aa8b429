//! Every string that a person sees, in one typed table for each language.
//!
//! A third language is one more file: a missing string does not compile.

mod account_pages;
mod code_text;
mod en;
mod ja;
mod sign_in_pages;

pub use account_pages::{AccountText, ConfirmText, PasswordText, PhoneText, RecoveryCodesText, SessionsText};
pub use code_text::CodeText;
#[cfg(feature = "ssr")]
pub use sign_in_pages::PlainPageText;
pub use sign_in_pages::{ChoosePasswordText, NotFoundText, SignInText, VerifyText};

use crate::{
    domain::{ActivityKind, CivilTime, Language, Notice, Page, Theme},
    error::AppError,
};

/// The strings of one language. Functions take the figures that a sentence holds.
pub struct Text {
    /// This language in its own words.
    pub own_name: &'static str,
    /// Label of the language switch.
    pub language: &'static str,
    /// Label of the switch between light and dark.
    pub theme: &'static str,
    /// A theme in one word.
    pub theme_name: fn(Theme) -> &'static str,
    /// On the button that shows a password.
    pub show: &'static str,
    /// What that button does.
    pub show_password: &'static str,
    /// Link for keyboards past the header.
    pub skip_to_content: &'static str,
    /// Label of a menu or section with the person's name in it.
    pub signed_in_as: fn(&str) -> String,
    /// Sign-in page.
    pub sign_in: SignInText,
    /// Code page.
    pub verify: VerifyText,
    /// A code on its way.
    pub code: CodeText,
    /// Account page.
    pub account: AccountText,
    /// Sessions page.
    pub sessions: SessionsText,
    /// Confirmation page.
    pub confirm: ConfirmText,
    /// Phone page.
    pub phone: PhoneText,
    /// Password page.
    pub password: PasswordText,
    /// First-password page.
    pub choose_password: ChoosePasswordText,
    /// Recovery codes, on every page that speaks of them.
    pub recovery_codes: RecoveryCodesText,
    /// Not-found page.
    pub not_found: NotFoundText,
    /// Plain page for a moment when no page can be made. Kept out of the bundle, like the next.
    #[cfg(feature = "ssr")]
    pub unavailable: PlainPageText,
    /// Plain page for a moment when there is too much to do.
    #[cfg(feature = "ssr")]
    pub busy: PlainPageText,
    /// Plain page for a post that another site's page made.
    #[cfg(feature = "ssr")]
    pub other_origin: PlainPageText,
    /// Plain page for a request that no page of ours makes.
    #[cfg(feature = "ssr")]
    pub malformed: PlainPageText,
    /// Plain page for a form that is too large.
    #[cfg(feature = "ssr")]
    pub too_large: PlainPageText,
    /// Plain page for a form that did not arrive in time.
    #[cfg(feature = "ssr")]
    pub too_slow: PlainPageText,
    /// What a notice says, with the next step.
    pub notice: fn(Notice) -> &'static str,
    /// What a row of the audit log says.
    pub activity: fn(ActivityKind) -> &'static str,
    /// A time by the clocks of the person.
    pub moment: fn(CivilTime) -> String,
    /// A time where nobody knows those clocks.
    pub moment_in_utc: fn(CivilTime) -> String,
    /// When something can be tried again, in seconds from now.
    pub again_in: fn(i64) -> String,
    /// What an error says, with the next step.
    pub error: fn(AppError) -> &'static str,
}

/// The strings of this language.
pub fn text(language: Language) -> &'static Text {
    match language {
        Language::Ja => &ja::TEXT,
        Language::En => &en::TEXT,
    }
}

impl Text {
    /// The title of this page, for `<title>`.
    pub fn title_of(&self, page: Page) -> &'static str {
        match page {
            Page::SignIn => self.sign_in.title,
            Page::Verify => self.verify.title,
            Page::Account => self.account.title,
            Page::Sessions => self.sessions.title,
            Page::Confirm => self.confirm.title,
            Page::Phone => self.phone.title,
            Page::Password => self.password.title,
            Page::ChoosePassword => self.choose_password.title,
            Page::RecoveryCodes => self.recovery_codes.title,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notice_says_something_of_its_own_in_both_languages() {
        for language in Language::ALL {
            let say = text(language).notice;
            let mut sentences: Vec<_> = Notice::ALL.into_iter().map(say).collect();
            assert!(sentences.iter().all(|sentence| sentence.len() > 5));
            sentences.sort_unstable();
            sentences.dedup();
            assert_eq!(sentences.len(), Notice::ALL.len(), "{language:?}");
        }
    }

    #[test]
    fn the_languages_differ() {
        for notice in Notice::ALL {
            assert_ne!((ja::TEXT.notice)(notice), (en::TEXT.notice)(notice));
        }
    }
}
