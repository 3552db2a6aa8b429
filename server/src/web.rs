//! HTTP: routes, guards, headers, cookies, and the port through which pages ask the use cases.

mod access;
mod assets;
mod body;
mod brand_files;
mod constant_page;
mod cookies;
mod countries;
mod form;
mod form_fields;
mod forward_auth;
mod forwarded;
mod front_page;
#[cfg(feature = "sandbox")]
mod gallery;
mod group_number;
mod guard;
mod headers;
mod health;
mod language;
mod load;
#[cfg(feature = "sandbox")]
mod local_only;
mod metrics_page;
mod odd_requests;
mod origin;
mod pages;
mod panics;
mod plain_page;
mod plain_path;
mod portal;
mod recovery_codes;
mod refusal;
mod request_log;
mod return_to;
mod router;
mod site;
mod typed;
mod visitor;

pub use assets::{Assets, AssetsError};
pub use brand_files::{BrandError, BrandFiles};
// The door of the fuzz target of this name.
#[doc(hidden)]
pub use forwarded::forwarded_address;
pub use health::Health;
pub use load::Load;
pub(crate) use metrics_page::metrics_router;
pub use router::router;
pub use site::{Site, Web};
