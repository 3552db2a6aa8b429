use super::{form::wants_json, plain_page::refusal_page};
use app::{
    error::AppError,
    text::{PlainPageText, Text},
};
use axum::{
    Json,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// Why a request is answered without being looked at. No page of ours makes one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Refusal {
    /// It contradicts itself, or its text is none.
    Malformed,
    /// No address takes this method.
    Method,
    /// Its body did not come in time.
    TooSlow,
    /// Its body is larger than any form.
    TooLarge,
    /// Its address is longer than any of ours.
    AddressTooLong,
    /// Its body is of another type than that of a form.
    NotAForm,
}

impl Refusal {
    fn status(self) -> StatusCode {
        match self {
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::AddressTooLong => StatusCode::URI_TOO_LONG,
            Self::NotAForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        }
    }

    fn text(self) -> fn(&'static Text) -> &'static PlainPageText {
        match self {
            Self::TooSlow => |text| &text.too_slow,
            Self::TooLarge => |text| &text.too_large,
            _ => |text| &text.malformed,
        }
    }

    /// A page, or for the hydrated page what it can read. Nothing of the request is logged: it may hold anything.
    pub(super) fn answer(self, headers: &HeaderMap) -> Response {
        tracing::warn!(event = "odd_request_refused", reason = ?self);
        let mut response = if wants_json(headers) {
            (self.status(), Json(AppError::BadInput)).into_response()
        } else {
            (self.status(), refusal_page(self.text())).into_response()
        };
        let answer = response.headers_mut();
        match self {
            Self::Method => {
                answer.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD, POST"));
            }
            // What is left of the request is not worth reading.
            Self::TooSlow | Self::TooLarge => {
                answer.insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            _ => {}
        }
        response
    }
}
