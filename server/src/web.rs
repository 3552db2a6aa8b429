//! HTTP: routes, guards, headers, cookies, and the port through which pages ask the use cases.

mod assets;
mod cookies;
mod form;
mod guard;
mod headers;
mod language;
#[cfg(feature = "sandbox")]
mod local_only;
mod origin;
mod pages;
mod plain_page;
mod plain_path;
mod portal;
mod recovery_codes;
mod request_log;
mod router;
mod site;
mod visitor;

pub use assets::{Assets, AssetsError};
pub use router::router;
pub use site::{Site, Web};
