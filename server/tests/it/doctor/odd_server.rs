//! Servers that are not quite Twilio, or not quite our portal.

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use server::clock::{Clock, SystemClock};
use std::{collections::BTreeMap, net::SocketAddr, sync::Arc};
use time::{OffsetDateTime, format_description::well_known::Rfc2822};
use tokio::net::{TcpListener, TcpSocket};

/// One answer to every question.
#[derive(Clone)]
pub(super) struct Answer {
    status: u16,
    headers: HeaderMap,
    body: String,
    /// Seconds that its clock is ahead of this machine's.
    ahead: i64,
}

impl Answer {
    pub(super) fn new(status: u16, body: impl Into<String>) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: body.into(),
            ahead: 0,
        }
    }

    /// Twilio's error shape.
    pub(super) fn error(status: u16, code: u32) -> Self {
        let body = json!({ "code": code, "message": "to +819012345678", "status": status });
        Self::new(status, body.to_string())
    }

    /// The service of these settings as the twin would tell it, but for these fields.
    pub(super) fn service(settings: &BTreeMap<String, String>, changes: &Value) -> Self {
        let mut body = json!({
            "sid": settings["TWILIO_VERIFICATION_SID"],
            "account_sid": settings["TWILIO_ACCOUNT_SID"],
            "friendly_name": "Odd",
            "code_length": 6,
            "psd2_enabled": false,
        });
        let fields = body.as_object_mut().unwrap();
        fields.extend(changes.as_object().unwrap().clone());
        Self::new(200, body.to_string())
    }

    pub(super) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers
            .insert(HeaderName::from_static(name), value.parse().unwrap());
        self
    }

    pub(super) fn ahead(self, seconds: i64) -> Self {
        Self {
            ahead: seconds,
            ..self
        }
    }

    /// Serves it on a free port; whoever posts is answered by a dead connection, which the doctor would tell.
    pub(super) async fn serve(self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let routes = Router::new().fallback(answer).with_state(Arc::new(self));
        tokio::spawn(async move { axum::serve(listener, routes).await });
        address
    }

    pub(super) async fn url(self) -> String {
        format!("http://{}", self.serve().await)
    }
}

async fn answer(State(answer): State<Arc<Answer>>, request: Request) -> Response {
    assert_ne!(request.method(), Method::POST);
    let mut headers = answer.headers.clone();
    headers.entry("date").or_insert(date(answer.ahead));
    let status = StatusCode::from_u16(answer.status).unwrap();
    (status, headers, answer.body.clone()).into_response()
}

/// So many seconds from now.
fn date(ahead: i64) -> HeaderValue {
    let now = OffsetDateTime::from_unix_timestamp(SystemClock.now() + ahead).unwrap();
    let date = now.format(&Rfc2822).unwrap().replace("+0000", "GMT");
    HeaderValue::try_from(date).unwrap()
}

/// A port that is taken and where nobody listens, as long as it is kept.
pub(super) fn nobody() -> (TcpSocket, SocketAddr) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap();
    (socket, address)
}
