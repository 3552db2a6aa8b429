//! Strings of the pages up to the sign-in.

use crate::domain::Channel;

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
    pub country: &'static str,
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
