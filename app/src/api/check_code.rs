use crate::{domain::View, error::AppError};
use leptos::prelude::*;

/// What `remember` holds when this browser shall stand for the code from now on; anything else means that it shall not.
pub const REMEMBER: &str = "on";

/// The second step: the code, and perhaps the wish to be spared the next one in this browser.
#[server(prefix = "/api", endpoint = "check_code")]
pub async fn check_code(
    #[server(default)] code: String,
    #[server(default)] remember: String,
) -> Result<View, AppError> {
    crate::port::portal()?.check_code(code, remember).await
}
