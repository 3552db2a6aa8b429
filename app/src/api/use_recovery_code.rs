use crate::{domain::View, error::AppError};
use leptos::prelude::*;

/// The second step without the phone: a recovery code.
#[server(prefix = "/api", endpoint = "use_recovery_code")]
pub async fn use_recovery_code(#[server(default)] recovery_code: String) -> Result<View, AppError> {
    crate::port::portal()?.use_recovery_code(recovery_code).await
}
