use crate::{domain::View, error::AppError};
use leptos::prelude::*;

/// Begins to change the phone: a code to the new one by `sms` or `call`.
#[server(prefix = "/api", endpoint = "change_phone")]
pub async fn change_phone(
    #[server(default)] contact_to: String,
    #[server(default)] country: String,
    #[server(default)] channel: String,
) -> Result<View, AppError> {
    crate::port::portal()?
        .change_phone(contact_to, country, channel)
        .await
}
