use crate::{domain::View, error::AppError};
use leptos::prelude::*;

/// Ends all sessions of the own account but this one.
#[server(prefix = "/api", endpoint = "revoke_other_sessions")]
pub async fn revoke_other_sessions() -> Result<View, AppError> {
    crate::port::portal()?.revoke_other_sessions().await
}
