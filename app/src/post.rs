//! The way from the browser to a server function.

use crate::{domain::View, error::AppError};
use gloo_net::http::{Request, Response};
use leptos::web_sys::UrlSearchParams;

/// Posts the fields of a form to this path and reads the answer.
///
/// # Errors
/// [`AppError::Offline`] when no answer came, [`AppError::Unavailable`] when it was none of ours, else what the server says.
pub(crate) async fn post(path: &str, fields: UrlSearchParams) -> Result<View, AppError> {
    let answer = Request::post(path)
        .header("accept", "application/json")
        .body(fields)
        .map_err(|_| AppError::Unavailable)?
        .send()
        .await
        .map_err(|_| AppError::Offline)?;
    read(answer).await
}

async fn read(answer: Response) -> Result<View, AppError> {
    let text = answer.text().await.map_err(|_| AppError::Offline)?;
    if answer.ok() {
        return serde_json::from_str(&text).map_err(|_| AppError::Unavailable);
    }
    // A proxy answers in words of its own.
    Err(serde_json::from_str(&text).unwrap_or(AppError::Unavailable))
}
