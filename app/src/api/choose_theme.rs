use crate::{domain::View, error::AppError};
use leptos::prelude::*;

/// Remembers how the pages look: `system`, `light` or `dark`.
#[server(prefix = "/api", endpoint = "choose_theme")]
pub async fn choose_theme(#[server(default)] theme: String) -> Result<View, AppError> {
    crate::port::portal()?.choose_theme(theme).await
}
