//! What is shared and what is seen: the words of the domain, the pages, and the questions they ask the server.
//!
//! Compiled twice: for the browser (`hydrate`) and for the server (`ssr`). Arrows go one way:
//! `views` and `components` know `api` and `domain`; `domain` knows nobody. The server's answers come
//! in through one door, [`port`].

pub mod api;
pub mod app;
pub mod components;
pub mod domain;
pub mod error;
#[cfg(feature = "ssr")]
pub mod port;
pub mod server_time;
pub mod shell;
pub mod sign_in;
pub mod text;
pub mod views;

pub use app::App;
