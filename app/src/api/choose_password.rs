use crate::{domain::View, error::AppError};
use leptos::prelude::*;

/// Chooses a password by a link of the operator: `token` is its secret, or the whole link.
#[server(prefix = "/api", endpoint = "choose_password")]
pub async fn choose_password(
    #[server(default)] token: String,
    #[server(default)] new_password: String,
) -> Result<View, AppError> {
    crate::port::portal()?.choose_password(token, new_password).await
}
