//! The one door from the server functions to the server, which implements it and provides it per request.

use crate::{
    domain::{Typed, View},
    error::AppError,
};
use async_trait::async_trait;
use leptos::prelude::use_context;
use std::sync::Arc;

/// What a visitor can ask of the portal. Arguments are as typed; the server parses them.
///
/// Every answer is the state afterwards plus what there is to say. An error means that something is broken
/// ([`AppError::Unavailable`]) and that nothing was decided.
#[async_trait]
pub trait Portal: Send + Sync {
    /// Checks the password and opens the challenge.
    async fn login(&self, username: String, password: String) -> Result<View, AppError>;

    /// Sends a code, once for each `turn`. `contact_to` and its `country` count only while no phone is on file.
    async fn send_code(
        &self,
        contact_to: String,
        country: String,
        channel: String,
        turn: String,
    ) -> Result<View, AppError>;

    /// Checks a code against the challenge of this session.
    async fn check_code(&self, code: String, remember: String) -> Result<View, AppError>;

    /// Ends a session of the own account.
    async fn revoke_session(&self, session: String) -> Result<View, AppError>;

    /// Ends all sessions of the own account but this one.
    async fn revoke_other_sessions(&self) -> Result<View, AppError>;

    /// Forgets a remembered browser of the own account.
    async fn forget_browser(&self, browser: String) -> Result<View, AppError>;

    /// Asks a signed-in person for the password once more, and opens the challenge of a confirmation.
    async fn confirm_password(&self, password: String) -> Result<View, AppError>;

    /// Sends a code to a number that is to become the phone.
    async fn change_phone(
        &self,
        contact_to: String,
        country: String,
        channel: String,
    ) -> Result<View, AppError>;

    /// Replaces the password.
    async fn change_password(&self, current_password: String, new_password: String)
    -> Result<View, AppError>;

    /// Checks a recovery code in the place of a code by phone.
    async fn use_recovery_code(&self, recovery_code: String) -> Result<View, AppError>;

    /// Ends the session, whatever its state.
    async fn logout(&self) -> Result<View, AppError>;

    /// Chooses a password by a link of the operator. Signs nobody in.
    async fn choose_password(&self, token: String, new_password: String) -> Result<View, AppError>;

    /// The state, unchanged.
    async fn current_view(&self) -> Result<View, AppError>;

    /// Remembers the language of the visitor; a plain form finds again what was typed.
    async fn choose_language(
        &self,
        language: String,
        typed: Typed,
        country: String,
    ) -> Result<View, AppError>;

    /// The countries whose numbers can be typed, as `<option>` elements in the language of the visitor.
    fn country_options(&self) -> String;

    /// Remembers how the pages look to the visitor; a plain form finds again what was typed.
    async fn choose_theme(&self, theme: String, typed: Typed, country: String) -> Result<View, AppError>;
}

/// The portal of this request.
///
/// # Errors
/// [`AppError::Unavailable`] when nobody provided one, which only a wrongly wired router can cause.
pub fn portal() -> Result<Arc<dyn Portal>, AppError> {
    use_context::<Arc<dyn Portal>>().ok_or(AppError::Unavailable)
}
