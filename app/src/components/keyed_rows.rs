use crate::{derived::Derived, piece::PieceFn};
use leptos::prelude::*;

/// A row of a list.
pub struct KeyedRow {
    /// The row stays as it is, with the focus in it, as long as this stays the same.
    pub key: String,
    /// The row.
    pub row: PieceFn,
}

/// A list of rows that come and go one by one.
#[component]
pub fn KeyedRows(
    /// The rows of the list now.
    rows: Derived<Vec<KeyedRow>>,
) -> impl IntoView {
    view! {
        <ul class="rows">
            <For each=rows key=|row| row.key.clone() children=|row| row.row.make() />
        </ul>
    }
}
