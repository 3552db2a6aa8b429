use crate::{domain::View, error::AppError};
use leptos::prelude::*;

/// Remembers the language of the pages: `ja` or `en`.
#[server(prefix = "/api", endpoint = "choose_language")]
pub async fn choose_language(#[server(default)] language: String) -> Result<View, AppError> {
    crate::port::portal()?.choose_language(language).await
}
