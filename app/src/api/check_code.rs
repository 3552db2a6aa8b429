use crate::{domain::View, error::AppError};
use leptos::prelude::*;

/// The second step: the code.
#[server(prefix = "/api", endpoint = "check_code")]
pub async fn check_code(#[server(default)] code: String) -> Result<View, AppError> {
    crate::port::portal()?.check_code(code).await
}
