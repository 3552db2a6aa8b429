use crate::{domain::View, error::AppError};
use leptos::prelude::*;

/// The first step: user ID and password.
#[server(prefix = "/api", endpoint = "login")]
pub async fn login(
    #[server(default)] username: String,
    #[server(default)] password: String,
) -> Result<View, AppError> {
    crate::port::portal()?.login(username, password).await
}
