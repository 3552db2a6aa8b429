//! The questions a page asks: one server function a file, at stable paths, each also a plain form.
//!
//! Arguments are plain text with an empty default, so that a form with a missing field gets a notice and not an error.

#![expect(
    missing_docs,
    reason = "the macro writes a struct whose fields are the arguments"
)]

/// Another password.
pub mod change_password;
/// Another phone.
pub mod change_phone;
/// The second step.
pub mod check_code;
/// The language of the pages.
pub mod choose_language;
/// The first password, by a link.
pub mod choose_password;
/// Light or dark.
pub mod choose_theme;
/// The password once more.
pub mod confirm_password;
/// The state, for a page that may be behind.
pub mod current_view;
/// A remembered browser that counts no more.
pub mod forget_browser;
/// The first step.
pub mod login;
/// The way out.
pub mod logout;
/// All sessions but this one.
pub mod revoke_other_sessions;
/// One session of the list.
pub mod revoke_session;
/// A code by SMS or call.
pub mod send_code;
/// The second step without the phone.
pub mod use_recovery_code;

/// Where the page asks for the groups of a number whose country it does not know; answered in plain text, without a session.
pub const GROUP_NUMBER: &str = "/api/group_number";
