use super::moment::Moment;
use crate::{domain::Activity, sign_in::SignIn};
use leptos::prelude::*;

/// What happened to the account lately, newest first.
#[component]
pub fn ActivityList(
    /// The rows.
    activity: Vec<Activity>,
) -> impl IntoView {
    let text = move || &SignIn::from_context().text().account;
    let rows = activity
        .into_iter()
        .map(|row| view! { <Row row /> })
        .collect_view();
    view! {
        <section class="part" aria-labelledby="activity">
            <h2 id="activity">{move || text().activity}</h2>
            <p class="hint">{move || text().activity_hint}</p>
            <ol class="rows">{rows}</ol>
            <p class="hint if-empty">{move || text().no_activity}</p>
        </section>
    }
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
