//! What happens beside the page. Leptos makes code of its own for each type of effect and of task: here all have one.

use leptos::{prelude::Effect, task::spawn_local};
use std::pin::Pin;

/// Runs this in the browser when the page is awake, and again when a signal that it reads changes.
pub(crate) fn effect(run: impl FnMut() + 'static) {
    let mut run: Box<dyn FnMut()> = Box::new(run);
    Effect::new(move |_: Option<()>| run());
}

/// Begins this and does not wait for it.
pub(crate) fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    spawn_local(task);
}
