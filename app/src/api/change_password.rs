use crate::{domain::View, error::AppError};
use leptos::prelude::*;

/// Another password, by the one that counts.
#[server(prefix = "/api", endpoint = "change_password")]
pub async fn change_password(
    #[server(default)] current_password: String,
    #[server(default)] new_password: String,
) -> Result<View, AppError> {
    crate::port::portal()?
        .change_password(current_password, new_password)
        .await
}
