//! The pieces of the pages, one a file.

/// Leads to one part of the account.
pub mod account_section;
/// Tells what happened lately.
pub mod activity_list;
/// Whose portal this is.
pub mod brand_mark;
/// A remembered browser.
pub mod browser_item;
/// Sends by one channel.
pub mod channel_button;
/// A choice about the pages, kept at once.
pub mod choice_form;
/// Takes the code.
pub mod code_form;
/// Sends a code and takes it.
pub mod code_steps;
/// Chooses a country.
pub mod country_select;
/// A field with its label, its hint and its fault.
pub mod field;
/// What surrounds every page.
pub mod frame;
mod group_by_server;
/// Tells where to find help.
pub mod help_line;
/// Lists rows that come and go.
pub mod keyed_rows;
/// Chooses the language.
pub mod language_switch;
/// Tells a time.
pub mod moment;
/// Says what helps when no code arrives.
pub mod nothing_arrives;
/// Says what happened.
pub mod notice_line;
/// Takes a password.
pub mod password_field;
/// Takes a number.
pub mod phone_field;
/// A form that is answered in place.
pub mod post_form;
/// Takes a recovery code.
pub mod recovery_code_form;
/// Tells how many recovery codes are left.
pub mod recovery_codes_left;
/// Chooses channel and number.
pub mod send_form;
/// Tells what was sent.
pub mod sent_code_facts;
/// Tells of a code as it goes and ends.
pub mod sent_code_news;
/// A place where the account is signed in.
pub mod session_item;
/// Shows a part of a page while something is true.
pub mod show;
/// Leaves.
pub mod sign_out_form;
/// Submits once.
pub mod submit_button;
/// Chooses light or dark.
pub mod theme_switch;
/// Tells a time of today.
pub mod time_of_day;
mod typed_along;
/// Whose password a form is about.
pub mod username_for_managers;
