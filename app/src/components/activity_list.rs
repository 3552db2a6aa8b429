use super::moment::Moment;
use crate::{domain::Activity, sign_in::SignIn};
use leptos::prelude::*;

/// Rows that are shown at once: enough to see whether the last visit was the own one.
const SHORT: usize = 3;

/// What happened to the account lately, newest first, the older part folded away.
#[component]
pub fn ActivityList(
    /// The rows.
    mut activity: Vec<Activity>,
) -> impl IntoView {
    let text = move || &SignIn::from_context().text().account;
    let older = activity.split_off(activity.len().min(SHORT));
    let has_older = !older.is_empty();
    view! {
        <section class="part" aria-labelledby="activity">
            <h2 id="activity">{move || text().activity}</h2>
            <p class="hint">{move || text().activity_hint}</p>
            <ol class="rows">{rows_of(activity)}</ol>
            <p class="hint if-empty">{move || text().no_activity}</p>
            {has_older
                .then(|| {
                    view! {
                        <details>
                            <summary>{move || text().more_activity}</summary>
                            <ol class="rows">{rows_of(older)}</ol>
                        </details>
                    }
                })}
        </section>
    }
}

fn rows_of(activity: Vec<Activity>) -> impl IntoView {
    let rows = activity.into_iter().map(|row| view! { <Row row /> });
    rows.collect_view()
}

#[component]
fn Row(row: Activity) -> impl IntoView {
    let sign_in = SignIn::from_context();
    view! {
        <li>
            <strong>{move || (sign_in.text().activity)(row.kind)}</strong>
            <p class="facts">
                <Moment at=row.at />
                <span>{row.device}</span>
                <span>{row.address}</span>
                <span>{row.phone}</span>
            </p>
        </li>
    }
}
