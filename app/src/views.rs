//! The pages, one a file.

/// `/account`.
pub mod account;
/// `/account/confirm`.
pub mod confirm;
/// Every other address.
pub mod not_found;
/// `/account/password`.
pub mod password;
/// `/account/phone`.
pub mod phone;
/// `/account/sessions`.
pub mod sessions;
/// `/`.
pub mod sign_in;
/// `/verify`.
pub mod verify;
