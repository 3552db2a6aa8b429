//! What a server function says when something is broken. Expected outcomes are a `Notice`, not an error.

use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A closed list without text: it reaches the browser, and anyone can craft a link that carries one.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum AppError {
    /// The request was not one that a page of ours makes.
    BadInput,
    /// Something is broken on the server; the cause is in its log.
    Unavailable,
    /// The browser could not reach the server.
    Offline,
    /// No answer came in time. The server may have done what it was asked for.
    NoAnswer,
}

/// The name belongs to no error.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownError;

/// By the name that `serde` writes. The others never come from the server.
impl FromStr for AppError {
    type Err = UnknownError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name {
            "BadInput" => Ok(Self::BadInput),
            "Unavailable" => Ok(Self::Unavailable),
            _ => Err(UnknownError),
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => Self::BadInput,
            ServerFnErrorErr::Request(_) => Self::Offline,
            _ => Self::Unavailable,
        }
    }
}
