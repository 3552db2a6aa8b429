use crate::piece::PieceFn;
use leptos::prelude::*;

/// Shows its children while something is true. The `Show` of Leptos is one more type, in the bundle, for each use.
#[component]
pub fn Show(
    /// What must be true.
    when: Memo<bool>,
    /// Shown in their place while it is not.
    #[prop(optional, into)]
    fallback: PieceFn,
    /// What is shown.
    children: PieceFn,
) -> impl IntoView {
    move || {
        if when.get() {
            children.make()
        } else {
            fallback.make()
        }
    }
}
