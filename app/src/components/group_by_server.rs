use crate::{api::GROUP_NUMBER, fetch::fetch, post::question};
use leptos::web_sys::HtmlInputElement;
use web_sys::UrlSearchParams;

/// Puts the digits into the groups of a country that is not in the bundle, once the field was left. Without an answer, and where
/// somebody is at the field again, it stays as it is.
pub(super) async fn group_by_server(input: HtmlInputElement, country: String) {
    let typed = input.value();
    let Some(grouped) = ask(&typed, &country).await else {
        return;
    };
    let is_left = input.matches(":focus") == Ok(false);
    if is_left && input.value() == typed {
        input.set_value(&grouped);
    }
}

async fn ask(typed: &str, country: &str) -> Option<String> {
    let fields = UrlSearchParams::new().ok()?;
    fields.append("contact_to", typed);
    fields.append("country", country);
    let answer = fetch(GROUP_NUMBER, &question(&fields, None).ok()?).await?;
    Some(answer.text).filter(|text| answer.is_ok && !text.is_empty())
}
