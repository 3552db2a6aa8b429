use super::{NUMBER, Twin};
use axum::http::Method;

#[tokio::test]
async fn what_a_start_refuses() {
    let twin = Twin::new();
    for (fields, expected, message) in [
        (vec![], (400, 60200), "Invalid parameter `To`"),
        (
            vec![("To", "123"), ("Channel", "sms")],
            (400, 60200),
            "Invalid parameter `To`: 123",
        ),
        (vec![("To", NUMBER)], (400, 60200), "Invalid parameter `Channel`"),
        (
            vec![("To", NUMBER), ("Channel", "voice")],
            (400, 60200),
            "Invalid parameter `Channel`: voice",
        ),
        (
            vec![("To", NUMBER), ("Channel", "whatsapp")],
            (400, 60223),
            "Delivery channel disabled: whatsapp",
        ),
        (
            vec![("To", NUMBER), ("Channel", "sms"), ("Locale", "xx")],
            (400, 60200),
            "Invalid parameter `Locale`: xx",
        ),
        (
            vec![("To", NUMBER), ("Channel", "sms"), ("CustomCode", "1234")],
            (403, 60204),
            "CustomCode is not enabled for this service",
        ),
        (
            vec![("To", NUMBER), ("Channel", "sms"), ("CustomFriendlyName", "x")],
            (403, 60204),
            "CustomFriendlyName is not enabled for this service",
        ),
    ] {
        let answer = twin.post("/Verifications", &fields).await;
        assert_eq!(answer.figures(), expected, "{fields:?}");
        assert_eq!(answer.json()["message"], message);
    }
    assert!(twin.messages().await.is_empty());
}

#[tokio::test]
async fn what_a_check_refuses() {
    let twin = Twin::new();
    twin.create("sms").await;
    for (fields, expected) in [
        (vec![("Code", "123456")], (400, 60221)),
        (vec![("To", "123"), ("Code", "123456")], (400, 60200)),
        (vec![("VerificationSid", "VE1"), ("Code", "123456")], (400, 60200)),
        (vec![("To", NUMBER)], (400, 60200)),
        (vec![("To", NUMBER), ("Code", "123")], (400, 60200)),
    ] {
        let answer = twin.post("/VerificationCheck", &fields).await;
        assert_eq!(answer.figures(), expected, "{fields:?}");
    }
    let answer = twin.post("/VerificationCheck", &[("To", NUMBER)]).await;
    assert_eq!(answer.json()["message"], "Invalid parameter: Code");
}

#[tokio::test]
async fn an_update_knows_two_words() {
    let twin = Twin::new();
    twin.create("sms").await;
    assert_eq!(twin.update("pending").await.figures(), (400, 60200));
    assert_eq!(twin.update("canceled").await.figures(), (200, 0));
}

#[tokio::test]
async fn only_forms_have_parameters_and_a_bare_plus_is_a_blank() {
    let twin = Twin::new();
    let form = "application/x-www-form-urlencoded";
    for (kind, body) in [
        ("application/json", r#"{"To":"+15005550006","Channel":"sms"}"#),
        ("", "To=%2B15005550006&Channel=sms"),
        (form, "To=+15005550006&Channel=sms"),
    ] {
        let path = twin.path("/Verifications");
        let request = twin.request(Method::POST, &path, kind, body.to_owned());
        assert_eq!(twin.send(request).await.figures(), (400, 60200), "{body}");
    }
}

#[tokio::test]
async fn unknown_fields_do_not_matter() {
    let fields = [("To", NUMBER), ("Channel", "sms"), ("Colour", "blue")];
    let answer = Twin::new().post("/Verifications", &fields).await;
    assert_eq!(answer.figures(), (201, 0));
}

#[tokio::test]
async fn the_locale_comes_from_the_request_else_from_the_country() {
    for (to, locale, expected, words) in [
        (NUMBER, None, "en", "Your Kakunin"),
        (NUMBER, Some("ja"), "ja", "確認コード"),
        (NUMBER, Some("fr"), "fr", "Your Kakunin"),
        ("+819012345678", None, "ja", "確認コード"),
        ("+819012345678", Some("en"), "en", "Your Kakunin"),
    ] {
        let twin = Twin::new();
        let mut fields = vec![("To", to), ("Channel", "sms")];
        fields.extend(locale.map(|tag| ("Locale", tag)));
        assert_eq!(twin.post("/Verifications", &fields).await.status, 201);
        let message = twin.messages().await.remove(0);
        assert_eq!(message["locale"], expected);
        assert!(message["body"].as_str().unwrap().contains(words));
    }
}
