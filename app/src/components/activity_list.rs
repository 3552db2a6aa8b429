use super::{moment::Moment, show::Show};
use crate::{
    derived::{says, words},
    domain::Activity,
    piece::{Piece, part},
    sign_in::SignIn,
};
use leptos::prelude::*;

/// Rows that are shown at once: enough to see whether the last visit was the own one.
const SHORT: usize = 3;

/// What happened to the account lately, newest first, the older part folded away.
#[component]
pub fn ActivityList() -> impl IntoView {
    let sign_in = SignIn::from_context();
    let activity = Memo::new(move |_| {
        let activity = sign_in.with_account(|account| account.activity.clone());
        activity.unwrap_or_default()
    });
    let has_older = Memo::new(move |_| activity.with(|activity| activity.len() > SHORT));
    let newest = move || activity.with(|activity| rows_of(activity.iter().take(SHORT)));
    let older = move || activity.with(|activity| rows_of(activity.iter().skip(SHORT)));
    view! {
        <section class="part" aria-labelledby="activity">
            <h2 id="activity">{says(|text| text.account.activity)}</h2>
            <p class="hint">{says(|text| text.account.activity_hint)}</p>
            <ol class="rows">{part(newest)}</ol>
            <p class="hint if-empty">{says(|text| text.account.no_activity)}</p>
            <Show when=has_older>
                <details>
                    <summary>{says(|text| text.account.more_activity)}</summary>
                    <ol class="rows">{part(older)}</ol>
                </details>
            </Show>
        </section>
    }
}

fn rows_of<'a>(activity: impl Iterator<Item = &'a Activity>) -> Vec<Piece> {
    let rows = activity.cloned();
    rows.map(|row| Piece::of(view! { <Row row /> })).collect()
}

#[component]
fn Row(row: Activity) -> impl IntoView {
    let sign_in = SignIn::from_context();
    view! {
        <li>
            <strong>{words(move || (sign_in.text().activity)(row.kind))}</strong>
            <p class="facts">
                <Moment at=row.at />
                <span>{row.device}</span>
                <span>{row.address}</span>
                <span>{row.phone}</span>
            </p>
        </li>
    }
}
