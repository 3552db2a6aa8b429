//! What is shared and what is seen: the words of the domain, the pages, and the questions they ask the server.
//!
//! Compiled twice: for the browser (`hydrate`) and for the server (`ssr`). Arrows go one way:
//! `views` and `components` know `api` and `domain`; `domain` knows nobody. The server's answers come
//! in through one door, [`port`].

// The type of a page holds the types of all its parts, and the compiler counts how deep they lie.
#![recursion_limit = "512"]

pub mod api;
pub mod app;
pub mod brand;
pub mod components;
pub mod derived;
pub mod domain;
mod effects;
pub mod error;
mod fetch;
mod focus;
mod json;
mod message_code;
pub mod navigation;
pub mod page_start;
pub mod piece;
#[cfg(feature = "ssr")]
pub mod port;
mod post;
mod renewal;
pub mod server_time;
pub mod shell;
pub mod sign_in;
pub mod submission;
pub mod text;
pub mod views;

pub use app::{App, AppProps};
