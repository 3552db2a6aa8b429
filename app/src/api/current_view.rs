use crate::{domain::View, error::AppError};
use leptos::prelude::*;

/// The state as it is now, for a page that may be behind. A post like all others, so that nothing on the way keeps the answer;
/// it changes nothing.
#[server(prefix = "/api", endpoint = "current_view")]
pub async fn current_view() -> Result<View, AppError> {
    crate::port::portal()?.current_view().await
}
