use crate::{domain::View, error::AppError};
use leptos::prelude::*;

/// Ends one session of the own account, named as the list of sessions names it.
#[server(prefix = "/api", endpoint = "revoke_session")]
pub async fn revoke_session(#[server(default)] session: String) -> Result<View, AppError> {
    crate::port::portal()?.revoke_session(session).await
}
