use super::Web;
use app::domain::Language;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

impl Web {
    /// The country that the browser chose last, as it says.
    pub(super) fn remembered_country(&self, headers: &HeaderMap) -> String {
        self.cookies().country(headers).unwrap_or_default()
    }
}

/// The countries whose numbers can be typed, for a page that came into being without the server, or changes its language: the
/// names are not in the bundle.
pub(super) async fn options(
    State(web): State<Web>,
    Path(language): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Ok(language) = language.parse::<Language>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let options = web
        .site
        .countries
        .options(language, &web.remembered_country(&headers));
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], options).into_response()
}
