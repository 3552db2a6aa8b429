use super::{Answer, NUMBER, Twin};
use axum::{
    body::Body,
    http::{HeaderName, Request, header},
};

const FILES: [&str; 3] = ["/sandbox", "/sandbox/inbox.css", "/sandbox/inbox.js"];

impl Twin {
    /// Asks as a browser that has an answer with one of these tags.
    async fn get_unless(&self, path: &str, tags: &str) -> Answer {
        let request = Request::get(path).header(header::IF_NONE_MATCH, tags);
        self.send(request.body(Body::empty()).unwrap()).await
    }
}

impl Answer {
    fn header(&self, name: HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

#[tokio::test]
async fn the_page_shows_what_arrived() {
    let twin = Twin::new();
    assert!(twin.get("/sandbox").await.text().contains("No message yet"));
    twin.create("sms").await;
    let code = twin.code().await;
    let page = twin.get("/sandbox").await.text();
    for part in [
        format!("<h2>{NUMBER}</h2>"),
        format!("Your Kakunin verification code is: {code}</p>"),
        format!(">{code}</code>"),
        "2026-01-02 03:04:05 UTC".to_owned(),
    ] {
        assert!(page.contains(&part), "{part}");
    }
    assert!(!page.contains("No message yet"));
}

#[tokio::test]
async fn a_message_keeps_its_name_when_another_arrives() {
    let twin = Twin::new();
    twin.create("sms").await;
    let sid = twin.messages().await[0]["sid"].as_str().unwrap().to_owned();
    twin.create("call").await;
    let page = twin.get("/sandbox").await.text();
    let newest = page.find(&format!("<li id=\"{sid}-2\" class=\"call\">"));
    let oldest = page.find(&format!("<li id=\"{sid}-1\" class=\"sms\">"));
    assert!(newest.is_some() && newest < oldest);
}

#[tokio::test]
async fn only_what_a_browser_lacks_is_sent_again() {
    let twin = Twin::new();
    for path in FILES {
        let first = twin.get(path).await;
        let tag = first.header(header::ETAG);
        for tags in [tag.to_owned(), format!("\"other\", W/{tag}"), "*".to_owned()] {
            let again = twin.get_unless(path, &tags).await;
            assert_eq!(
                (again.status.as_u16(), again.bytes.len()),
                (304, 0),
                "{path} {tags}"
            );
            assert_eq!(again.header(header::ETAG), tag);
        }
        assert_eq!(twin.get_unless(path, "\"other\"").await.bytes, first.bytes);
    }
}

#[tokio::test]
async fn a_new_message_is_a_new_page() {
    let twin = Twin::new();
    let empty = twin.get("/sandbox").await;
    twin.create("sms").await;
    let one = twin.get_unless("/sandbox", empty.header(header::ETAG)).await;
    assert_eq!(one.status, 200);
    twin.create("sms").await;
    let two = twin.get_unless("/sandbox", one.header(header::ETAG)).await;
    assert_eq!(two.status, 200);
}

#[tokio::test]
async fn each_file_has_its_type_and_is_asked_for_again() {
    let twin = Twin::new();
    for (path, kind, cache) in [
        ("/sandbox", "text/html; charset=utf-8", "no-store"),
        ("/sandbox/inbox.css", "text/css; charset=utf-8", "no-cache"),
        ("/sandbox/inbox.js", "text/javascript; charset=utf-8", "no-cache"),
    ] {
        let answer = twin.get(path).await;
        assert_eq!(answer.header(header::CONTENT_TYPE), kind);
        assert_eq!(answer.header(header::CACHE_CONTROL), cache);
        assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    }
}

#[tokio::test]
async fn the_page_runs_its_own_script_and_nothing_inline() {
    let policy = Twin::new().get("/sandbox").await;
    let policy = policy.header(header::CONTENT_SECURITY_POLICY);
    let allowed: Vec<_> = policy.split("; ").collect();
    assert_eq!(
        allowed,
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    );
}

#[tokio::test]
async fn without_script_the_page_loads_itself_again_until_it_is_told_to_stand_still() {
    let twin = Twin::new();
    let refresh = "<noscript><meta http-equiv=\"refresh\" content=\"3\"></noscript>";
    assert!(twin.get("/sandbox").await.text().contains(refresh));
    assert!(!twin.get("/sandbox?paused").await.text().contains("http-equiv"));
}
