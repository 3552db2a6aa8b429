//! The pages, one a file.

/// `/account`.
pub mod account;
/// `/choose-password`.
pub mod choose_password;
/// Every other address.
pub mod not_found;
/// `/account/recovery-codes`.
pub mod recovery_codes;
/// `/`.
pub mod sign_in;
/// `/verify`.
pub mod verify;
