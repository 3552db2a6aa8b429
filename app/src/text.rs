//! Every string that a person sees, in one typed table for each language.
//!
//! A third language is one more file: a missing string does not compile.

mod en;
mod ja;

use crate::{
    domain::{ActivityKind, Channel, CivilTime, Factor, Language, Notice, Page},
    error::AppError,
};

/// The strings of one language. Functions take the figures that a sentence holds.
pub struct Text {
    /// This language in its own words.
    pub own_name: &'static str,
    /// Label of the language switch.
    pub language: &'static str,
    /// Link for keyboards past the header.
    pub skip_to_content: &'static str,
    /// Label of a menu or section with the person's name in it.
    pub signed_in_as: fn(&str) -> String,
    /// Sign-in page.
    pub sign_in: SignInText,
    /// Code page.
    pub verify: VerifyText,
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

/// The strings of `/`.
pub struct SignInText {
    /// Title of the page.
    pub title: &'static str,
    /// One line under it.
    pub lead: &'static str,
    /// Label.
    pub user_id: &'static str,
    /// Label.
    pub password: &'static str,
    /// Button.
    pub submit: &'static str,
    /// Button while it works.
    pub submitting: &'static str,
    /// Title when the password was right.
    pub code_needed: &'static str,
    /// Link to the code page.
    pub continue_to_code: &'static str,
    /// Title when signed in.
    pub welcome: fn(&str) -> String,
    /// Link to the account page.
    pub my_account: &'static str,
}

/// The strings of `/verify`.
pub struct VerifyText {
    /// Title of the page.
    pub title: &'static str,
    /// Which phone will receive the code.
    pub to_phone_on_file: fn(&str) -> String,
    /// What an enrolment is for.
    pub enrol_lead: &'static str,
    /// There is no phone and none may be added here.
    pub enrolment_closed: &'static str,
    /// Label.
    pub phone_number: &'static str,
    /// Example under the field.
    pub phone_hint: &'static str,
    /// Label of the field when a number was already tried.
    pub other_number: &'static str,
    /// Says that leaving the field empty repeats the number.
    pub other_number_hint: fn(&str) -> String,
    /// Button for the first send.
    pub send: fn(Channel) -> &'static str,
    /// Button for a further send.
    pub send_again: fn(Channel) -> &'static str,
    /// Button while it works.
    pub sending: &'static str,
    /// Title of the block with the code field.
    pub sent: fn(Channel, &str) -> String,
    /// The same, while nobody knows whether a message went out.
    pub perhaps_sent: fn(Channel, &str) -> String,
    /// Label.
    pub code: &'static str,
    /// Button.
    pub check: &'static str,
    /// Button while it works.
    pub checking: &'static str,
    /// Label of the box that lets this browser stand for the code, for so many days.
    pub remember: fn(i64) -> String,
    /// When not to tick it.
    pub remember_hint: &'static str,
    /// How long the code is good, in minutes.
    pub minutes_left: fn(i64) -> String,
    /// The code is past its time.
    pub expired: &'static str,
    /// Tries that are left.
    pub checks_left: fn(i64) -> String,
    /// Sends that are left.
    pub sends_left: fn(i64) -> String,
    /// Seconds until the next send.
    pub wait: fn(i64) -> String,
    /// The tries are used up; minutes until the number can be used again.
    pub blocked: fn(i64) -> String,
    /// Title of the block that sends again.
    pub nothing_came: &'static str,
    /// Link that asks the server for today's figures.
    pub refresh: &'static str,
    /// Button that leaves.
    pub cancel: &'static str,
}

/// The strings of `/account`.
pub struct AccountText {
    /// Title of the page.
    pub title: &'static str,
    /// One line under it.
    pub lead: &'static str,
    /// Label.
    pub user_id: &'static str,
    /// Label.
    pub phone: &'static str,
    /// Label.
    pub role: &'static str,
    /// Label.
    pub password: &'static str,
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
    /// Nothing happened.
    pub no_activity: &'static str,
    /// Button.
    pub sign_out: &'static str,
}

/// The strings of `/choose-password`.
pub struct ChoosePasswordText {
    /// Title of the page.
    pub title: &'static str,
    /// One line under it.
    pub lead: &'static str,
    /// Label.
    pub token: &'static str,
    /// What may be typed there.
    pub token_hint: &'static str,
    /// Label.
    pub new_password: &'static str,
    /// How long it must be.
    pub password_hint: &'static str,
    /// Button.
    pub submit: &'static str,
    /// Button while it works.
    pub submitting: &'static str,
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

/// The strings of the not-found page.
pub struct NotFoundText {
    /// Title of the page.
    pub title: &'static str,
    /// One line under it.
    pub lead: &'static str,
    /// Link to `/`.
    pub home: &'static str,
}

/// The strings of a page that the server answers without rendering the app.
#[cfg(feature = "ssr")]
pub struct PlainPageText {
    /// Title of the page.
    pub title: &'static str,
    /// What to do.
    pub lead: &'static str,
}

/// The strings of this language.
pub fn text(language: Language) -> &'static Text {
    match language {
        Language::Ja => &ja::TEXT,
        Language::En => &en::TEXT,
    }
}

impl Text {
    /// The title of the page at this path, for `<title>`.
    pub fn title_of(&self, path: &str) -> &'static str {
        match path {
            "/" => self.sign_in.title,
            "/verify" => self.verify.title,
            "/account" => self.account.title,
            path if path == Page::Sessions.path() => self.sessions.title,
            "/account/confirm" => self.confirm.title,
            "/account/phone" => self.phone.title,
            "/account/password" => self.password.title,
            "/choose-password" => self.choose_password.title,
            "/account/recovery-codes" => self.recovery_codes.title,
            _ => self.not_found.title,
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
