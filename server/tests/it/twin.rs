//! The controls of a twin, wherever it runs.

use crate::portal::Message;
use serde_json::{Value, json};
use std::net::SocketAddr;

/// A running twin, or the portal that has one.
pub(crate) struct Twin {
    pub address: SocketAddr,
    http: reqwest::Client,
}

impl Twin {
    pub(crate) fn at(address: SocketAddr) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { address, http }
    }

    /// What arrived on all phones, newest first.
    pub(crate) async fn messages(&self) -> Vec<Message> {
        let url = format!("http://{}/sandbox/messages", self.address);
        let text = self.http.get(url).send().await.unwrap().text().await.unwrap();
        serde_json::from_str(&text).unwrap()
    }

    /// Every verification, newest first, as JSON.
    pub(crate) async fn verifications(&self) -> String {
        let url = format!("http://{}/sandbox/verifications", self.address);
        self.http.get(url).send().await.unwrap().text().await.unwrap()
    }

    /// The code that arrived last.
    pub(crate) async fn last_code(&self) -> String {
        self.messages().await[0].code.clone()
    }

    /// Breaks the next answer to `create`, `check` or `fetch`.
    pub(crate) async fn fault(&self, operation: &str, fault: &str) {
        self.control(
            "faults",
            json!({ "fault": fault, "operation": operation, "count": 1 }),
        )
        .await;
    }

    /// Moves its clock, and whoever's clock it shares.
    pub(crate) async fn advance(&self, seconds: i64) {
        self.control("clock", json!({ "advance_seconds": seconds })).await;
    }

    /// Gives an order that must be taken.
    pub(crate) async fn control(&self, what: &str, order: Value) {
        let (status, answer) = self.ask(what, &order).await;
        assert_eq!(status, 200, "{answer}");
    }

    /// Gives an order that may be refused; gives status and body.
    pub(crate) async fn ask(&self, what: &str, order: &Value) -> (u16, String) {
        let request = self
            .http
            .post(format!("http://{}/sandbox/{what}", self.address))
            .header("content-type", "application/json")
            .body(order.to_string());
        let response = request.send().await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    }
}
