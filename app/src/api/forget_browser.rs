use crate::{domain::View, error::AppError};
use leptos::prelude::*;

/// Forgets a remembered browser of the own account, named as the list names it.
#[server(prefix = "/api", endpoint = "forget_browser")]
pub async fn forget_browser(#[server(default)] browser: String) -> Result<View, AppError> {
    crate::port::portal()?.forget_browser(browser).await
}
