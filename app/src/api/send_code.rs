use crate::{domain::View, error::AppError};
use leptos::prelude::*;

/// Sends a code by `sms` or `call`. `turn` is the one that the page showed: it makes a second press send nothing.
#[server(prefix = "/api", endpoint = "send_code")]
pub async fn send_code(
    #[server(default)] contact_to: String,
    #[server(default)] country: String,
    #[server(default)] channel: String,
    #[server(default)] turn: String,
) -> Result<View, AppError> {
    crate::port::portal()?
        .send_code(contact_to, country, channel, turn)
        .await
}
