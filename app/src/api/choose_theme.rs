use crate::{domain::View, error::AppError};
use leptos::prelude::*;

/// Remembers how the pages look: `system`, `light` or `dark`. Without script the fields of another form may come along, as they do
/// when a language is chosen.
#[server(prefix = "/api", endpoint = "choose_theme")]
pub async fn choose_theme(
    #[server(default)] theme: String,
    #[server(default)] username: String,
    #[server(default)] contact_to: String,
    #[server(default)] country: String,
) -> Result<View, AppError> {
    let typed = crate::domain::Typed::new(&username, &contact_to);
    crate::port::portal()?.choose_theme(theme, typed, country).await
}
