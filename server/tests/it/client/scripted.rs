use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::Value;
use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use tokio::{net::TcpListener, sync::Notify, time::Instant};

/// One answer of the script.
pub(super) enum Says {
    Json(u16, Value),
    /// Status, headers, body.
    Raw(u16, &'static [(&'static str, &'static str)], Bytes),
    /// 201 with this body, when the test says so.
    Later(Arc<Notify>, Value),
    /// Takes the request and never answers.
    Nothing,
}

/// A server that answers once for each line of its script, and with 503 after the last; it keeps what it was asked.
pub(super) struct Scripted {
    pub address: SocketAddr,
    script: Arc<Mutex<VecDeque<Says>>>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// `POST /v2/…`.
    pub line: String,
    pub headers: HeaderMap,
    pub body: String,
    pub at: Instant,
}

impl Scripted {
    pub(super) async fn start(script: impl IntoIterator<Item = Says>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            script: Arc::new(Mutex::new(script.into_iter().collect())),
            asked: Arc::default(),
        };
        let (script, asked) = (Arc::clone(&server.script), Arc::clone(&server.asked));
        let routes = Router::new().fallback(async move |request: Request| {
            let (parts, body) = request.into_parts();
            let body = to_bytes(body, usize::MAX).await.unwrap();
            asked.lock().unwrap().push(Asked {
                line: format!("{} {}", parts.method, parts.uri),
                headers: parts.headers,
                at: Instant::now(),
                body: String::from_utf8(body.to_vec()).unwrap(),
            });
            let says = script.lock().unwrap().pop_front();
            answer(says).await
        });
        tokio::spawn(async move { axum::serve(listener, routes).await });
        server
    }

    /// Adds to the script.
    pub(super) fn then(&self, says: Says) {
        self.script.lock().unwrap().push_back(says);
    }

    pub(super) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

async fn answer(says: Option<Says>) -> Response {
    match says {
        Some(Says::Json(status, body)) => (status_of(status), axum::Json(body)).into_response(),
        Some(Says::Raw(status, headers, body)) => {
            let mut response = (status_of(status), Body::from(body)).into_response();
            for (name, value) in headers {
                response.headers_mut().insert(*name, value.parse().unwrap());
            }
            response
        }
        Some(Says::Later(gate, body)) => {
            gate.notified().await;
            (StatusCode::CREATED, axum::Json(body)).into_response()
        }
        Some(Says::Nothing) => std::future::pending().await,
        None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

fn status_of(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap()
}
