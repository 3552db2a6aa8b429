use super::{Twin, basic};
use axum::{
    body::Body,
    http::{Method, Request, header},
};

async fn status_with(twin: &Twin, authorization: Option<&str>) -> (u16, u64) {
    let mut request = Request::builder().uri(twin.path(""));
    if let Some(value) = authorization {
        request = request.header(header::AUTHORIZATION, value);
    }
    let answer = twin.send(request.body(Body::empty()).unwrap()).await;
    let is_challenged = answer.headers.contains_key(header::WWW_AUTHENTICATE);
    assert_eq!(is_challenged, answer.status == 401);
    answer.figures()
}

#[tokio::test]
async fn two_pairs_pass_and_nothing_else() {
    let twin = Twin::new();
    let known = twin.credentials.clone();
    for (authorization, expected) in [
        (Some(basic(&known.account_sid, &known.auth_token)), (200, 0)),
        (Some(basic(&known.api_key_sid, &known.api_key_secret)), (200, 0)),
        (
            Some(basic(&known.account_sid, &known.auth_token).replace("Basic", "basic")),
            (200, 0),
        ),
        (
            Some(basic(&known.account_sid, &known.api_key_secret)),
            (401, 20003),
        ),
        (Some("Basic".to_owned()), (401, 20003)),
        (Some("Bearer abc".to_owned()), (401, 20003)),
        (None, (401, 20003)),
    ] {
        assert_eq!(status_with(&twin, authorization.as_deref()).await, expected);
    }
}

#[tokio::test]
async fn credentials_come_before_everything_else() {
    let twin = Twin::new();
    for (method, path) in [
        (Method::GET, "/v2/Services/nonsense".to_owned()),
        (Method::DELETE, twin.path("")),
        (Method::POST, twin.path("/Verifications")),
    ] {
        let request = Request::builder().method(method).uri(path);
        let answer = twin.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.figures(), (401, 20003));
    }
}
