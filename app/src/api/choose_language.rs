use crate::{domain::View, error::AppError};
use leptos::prelude::*;

/// Remembers the language of the pages: `ja` or `en`. Without script the fields of another form may come along; they are shown
/// again on the page that comes next.
#[server(prefix = "/api", endpoint = "choose_language")]
pub async fn choose_language(
    #[server(default)] language: String,
    #[server(default)] username: String,
    #[server(default)] contact_to: String,
    #[server(default)] country: String,
) -> Result<View, AppError> {
    let typed = crate::domain::Typed::new(&username, &contact_to);
    crate::port::portal()?
        .choose_language(language, typed, country)
        .await
}
