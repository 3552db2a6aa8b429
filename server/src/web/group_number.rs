use super::Web;
use crate::auth::TypedNumber;
use axum::{
    extract::{Form, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

/// The fields of the form as they stand.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    contact_to: String,
    #[serde(default)]
    country: String,
}

/// Writes a number in the groups of its country, for a page that knows the groups of the nearest ones only. Looks nowhere but
/// at the number itself, and an empty 204 leaves it as it is.
pub(super) async fn group_number(State(web): State<Web>, Form(typed): Form<Typed>) -> Response {
    let grouped = web.auth.numbers.grouped(TypedNumber {
        contact_to: &typed.contact_to,
        country: &typed.country,
    });
    grouped.map_or_else(
        || StatusCode::NO_CONTENT.into_response(),
        IntoResponse::into_response,
    )
}
