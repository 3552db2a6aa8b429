use crate::{domain::View, error::AppError};
use leptos::prelude::*;

/// The first half of a confirmation: the password once more.
#[server(prefix = "/api", endpoint = "confirm_password")]
pub async fn confirm_password(#[server(default)] password: String) -> Result<View, AppError> {
    crate::port::portal()?.confirm_password(password).await
}
