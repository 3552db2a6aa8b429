//! The pages, one a file.

/// `/account`.
pub mod account;
/// `/choose-password`.
pub mod choose_password;
/// `/account/confirm`.
pub mod confirm;
/// Every other address.
pub mod not_found;
/// `/account/password`.
pub mod password;
/// `/account/phone`.
pub mod phone;
/// `/account/recovery-codes`.
pub mod recovery_codes;
/// `/account/sessions`.
pub mod sessions;
/// `/`.
pub mod sign_in;
/// `/verify`.
pub mod verify;
