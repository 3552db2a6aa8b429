//! The phones on a page: one device for each number, newest first, complete without script.

mod answer;
mod entry;
mod escape;
mod page;
mod phones;

pub(super) use self::answer::routes;
