use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};

const PAGE: &str = r#"<!DOCTYPE html>
<html lang="ja">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Kakunin</title></head>
<body>
<h1>ただいまサインインできません</h1>
<p>少し待ってから、ページを再読み込みしてください。</p>
<h1 lang="en">Sign-in is not available now</h1>
<p lang="en">Please reload this page in a moment.</p>
</body>
</html>
"#;

/// The page for a moment when no page can be made. It needs nothing that can be broken.
pub(super) fn broken_page() -> Response {
    (
        StatusCode::SERVICE_UNAVAILABLE,
        [(header::RETRY_AFTER, "5")],
        Html(PAGE),
    )
        .into_response()
}
