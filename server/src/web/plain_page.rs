use super::load::TRY_AGAIN;
use app::{
    domain::Language,
    text::{PlainPageText, Text, text},
};
use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};

const HEAD: &str = r#"<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
"#;

/// The page for a moment when no page can be made.
pub(super) fn unavailable_page() -> Response {
    let page = page(|text| &text.unavailable);
    (
        StatusCode::SERVICE_UNAVAILABLE,
        [(header::RETRY_AFTER, TRY_AGAIN)],
        page,
    )
        .into_response()
}

/// The page for a moment when there is too much to do. Nothing of the request was begun.
pub(super) fn busy_page() -> Response {
    let again = [(header::RETRY_AFTER, TRY_AGAIN)];
    (StatusCode::SERVICE_UNAVAILABLE, again, page(|text| &text.busy)).into_response()
}

/// The page for a post that another site's page made.
pub(super) fn other_origin_page() -> Response {
    (StatusCode::FORBIDDEN, page(|text| &text.other_origin)).into_response()
}

/// The page for a request that no page of ours makes.
pub(super) fn refusal_page(pick: fn(&'static Text) -> &'static PlainPageText) -> Html<String> {
    page(pick)
}

/// Says it in every language, for it knows nothing of the visitor, and needs nothing that can be broken.
fn page(pick: impl Fn(&'static Text) -> &'static PlainPageText) -> Html<String> {
    let sections = Language::ALL.map(|language| {
        let PlainPageText { title, lead } = pick(text(language));
        let tag = language.as_str();
        format!("<section lang=\"{tag}\">\n<h1>{title}</h1>\n<p>{lead}</p>\n</section>\n")
    });
    let of_all = |word: fn(&'static Text) -> &'static str| {
        Language::ALL.map(|language| word(text(language))).join(" · ")
    };
    let (title, home) = (
        of_all(|text| text.sign_in.title),
        of_all(|text| text.not_found.home),
    );
    Html(format!(
        "{HEAD}<title>{title}</title>\n</head>\n<body>\n{}<p><a href=\"/\">{home}</a></p>\n</body>\n</html>\n",
        sections.concat()
    ))
}
