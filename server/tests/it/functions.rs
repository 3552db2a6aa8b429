//! Every server function, found by itself, so that a new one is covered on the day it is written.

use leptos::server_fn;
use reqwest::Method;

/// Their paths. Each takes posts only.
pub(crate) fn functions() -> Vec<&'static str> {
    let functions: Vec<_> = server_fn::axum::server_fn_paths().collect();
    assert!(functions.len() >= 13, "{functions:?}");
    assert!(functions.iter().all(|(_, method)| *method == Method::POST));
    functions.into_iter().map(|(path, _)| path).collect()
}
