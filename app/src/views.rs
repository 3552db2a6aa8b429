//! The pages, one a file.

/// `/account`.
pub mod account;
/// Every other address.
pub mod not_found;
/// `/account/recovery-codes`.
pub mod recovery_codes;
/// `/`.
pub mod sign_in;
/// `/verify`.
pub mod verify;
