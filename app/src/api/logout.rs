use crate::{domain::View, error::AppError};
use leptos::prelude::*;

/// Signs out.
#[server(prefix = "/api", endpoint = "logout")]
pub async fn logout() -> Result<View, AppError> {
    crate::port::portal()?.logout().await
}
