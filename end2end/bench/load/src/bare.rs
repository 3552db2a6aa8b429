//! The least that can answer: axum with one route and as many bytes as a page has. What it takes nobody can save who builds on it.

use crate::Fault;
use axum::{Router, http::header, routing::get};
use bytes::Bytes;
use clap::Args;
use serde_json::Value;
use tokio::net::TcpListener;

/// What it answers.
#[derive(Args)]
pub(crate) struct Bare {
    /// Bytes of the body.
    #[arg(long)]
    bytes: usize,
}

impl Bare {
    /// Serves until it is ended, after one line with its address.
    pub(crate) async fn run(&self) -> Result<Value, Fault> {
        let body = Bytes::from(vec![b'a'; self.bytes]);
        let answer = move || async move { ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], body) };
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("Bare http://{}", listener.local_addr()?);
        axum::serve(listener, Router::new().route("/", get(answer))).await?;
        Ok(Value::Null)
    }
}
