//! The pages, one a file.

/// `/account`.
pub mod account;
/// Every other address.
pub mod not_found;
/// `/account/sessions`.
pub mod sessions;
/// `/`.
pub mod sign_in;
/// `/verify`.
pub mod verify;
