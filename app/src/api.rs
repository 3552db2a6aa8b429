//! The questions a page asks: one server function a file, at stable paths, each also a plain form.
//!
//! Arguments are plain text with an empty default, so that a form with a missing field gets a notice and not an error.

#![expect(
    missing_docs,
    unreachable_pub,
    reason = "the macro writes a struct whose fields are the arguments"
)]

mod check_code;
mod choose_language;
mod login;
mod logout;
mod send_code;

pub use check_code::{CheckCode, check_code};
pub use choose_language::{ChooseLanguage, choose_language};
pub use login::{Login, login};
pub use logout::{Logout, logout};
pub use send_code::{SendCode, send_code};
