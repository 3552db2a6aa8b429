//! Strings of the account page and those below.

use crate::domain::{Factor, Role};

/// The strings of `/account`.
pub struct AccountText {
    /// Title of the page.
    pub title: &'static str,
    /// Title of what only the second factor opens.
    pub opened: &'static str,
    /// One line under it.
    pub opened_lead: &'static str,
    /// Label.
    pub user_id: &'static str,
    /// Label.
    pub role: &'static str,
    /// A role in words of the language.
    pub role_name: fn(Role) -> &'static str,
    /// Label.
    pub factor: &'static str,
    /// One line about the password page.
    pub password_hint: &'static str,
    /// Link to the phone page.
    pub change_phone: &'static str,
    /// Link to the password page.
    pub change_password: &'static str,
    /// Label.
    pub last_sign_in: &'static str,
    /// Label of the list of pages.
    pub sections: &'static str,
    /// Title of what happened lately.
    pub activity: &'static str,
    /// What to do about it.
    pub activity_hint: &'static str,
    /// Opens the rest.
    pub more_activity: &'static str,
    /// Nothing happened.
    pub no_activity: &'static str,
    /// Button.
    pub sign_out: &'static str,
}

/// The strings of `/account/sessions`.
pub struct SessionsText {
    /// Title of the page.
    pub title: &'static str,
    /// One line about it on the account page.
    pub hint: &'static str,
    /// One line under the title.
    pub lead: &'static str,
    /// Marks the session that asks.
    pub this: &'static str,
    /// In the place of a device that nobody knows.
    pub unknown_device: &'static str,
    /// Stands before a time.
    pub began: &'static str,
    /// Stands before a time.
    pub last_seen: &'static str,
    /// How a session was approved.
    pub factor: fn(Factor) -> &'static str,
    /// Button.
    pub end: &'static str,
    /// Button for all others.
    pub end_others: &'static str,
    /// Title of the remembered browsers.
    pub browsers: &'static str,
    /// What they are.
    pub browsers_hint: &'static str,
    /// Stands before a time.
    pub last_used: &'static str,
    /// Stands before a time.
    pub remembered_until: &'static str,
    /// Button.
    pub forget: &'static str,
    /// Link to the account page.
    pub back: &'static str,
}

/// The strings of `/account/confirm`.
pub struct ConfirmText {
    /// Title of the page.
    pub title: &'static str,
    /// Why the password is asked for.
    pub lead: &'static str,
    /// Label.
    pub password: &'static str,
    /// Button.
    pub submit: &'static str,
    /// Button while it works.
    pub submitting: &'static str,
    /// There is no phone to send a code to.
    pub no_phone: &'static str,
    /// Link that leaves.
    pub back: &'static str,
}

/// The strings of `/account/phone`.
pub struct PhoneText {
    /// Title of the page.
    pub title: &'static str,
    /// Which phone receives the codes now, and what happens.
    pub lead: fn(&str) -> String,
    /// Label.
    pub new_phone: &'static str,
    /// How codes by phone can be lost to others, and what to do (OWASP ASVS 6.6.1, NIST SP 800-63B-4, 3.2.9).
    pub risk: &'static str,
    /// Link that leaves.
    pub back: &'static str,
}

/// The strings of `/account/password`.
pub struct PasswordText {
    /// Title of the page.
    pub title: &'static str,
    /// What happens.
    pub lead: &'static str,
    /// Label.
    pub current: &'static str,
    /// Label.
    pub new: &'static str,
    /// What a password may be.
    pub new_hint: &'static str,
    /// Button.
    pub submit: &'static str,
    /// Button while it works.
    pub submitting: &'static str,
    /// Link that leaves.
    pub back: &'static str,
}

/// The strings about recovery codes.
pub struct RecoveryCodesText {
    /// Title of the page and of its part of the account page.
    pub title: &'static str,
    /// What they are for.
    pub lead: &'static str,
    /// How many are left, as a sentence.
    pub left: fn(i64) -> String,
    /// Label of that number.
    pub left_label: &'static str,
    /// Warning when only some are left.
    pub few_left: &'static str,
    /// Warning when there are none.
    pub none_left: &'static str,
    /// Link to the page.
    pub manage: &'static str,
    /// Label of the time.
    pub made_at: &'static str,
    /// What making new ones does to the older ones.
    pub ends_older: &'static str,
    /// What there is to know before the first ones.
    pub shown_once: &'static str,
    /// Button that makes new ones.
    pub make: &'static str,
    /// Link to the account page.
    pub back: &'static str,
    /// Title of the page with fresh ones. Kept out of the bundle, like the rest about it.
    #[cfg(feature = "ssr")]
    pub new_title: &'static str,
    /// What to do with them now.
    #[cfg(feature = "ssr")]
    pub keep_them: &'static str,
    /// What became of older ones.
    #[cfg(feature = "ssr")]
    pub older_are_gone: &'static str,
    /// How to print without a button.
    #[cfg(feature = "ssr")]
    pub how_to_print: &'static str,
    /// What a reload does.
    #[cfg(feature = "ssr")]
    pub reload_makes_new: &'static str,
    /// Link to the account page.
    #[cfg(feature = "ssr")]
    pub kept: &'static str,
    /// Opens the form that takes one.
    pub no_phone: &'static str,
    /// Label.
    pub code: &'static str,
    /// What one looks like.
    pub code_hint: &'static str,
    /// Button.
    pub enter: &'static str,
    /// Button while it works.
    pub entering: &'static str,
}
