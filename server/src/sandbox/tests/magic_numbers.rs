use super::Twin;
use axum::http::header;

#[tokio::test]
async fn every_magic_number_fails_in_its_way() {
    for (end, channel, expected) in [
        ("0001", "sms", (400, 60200)),
        ("0003", "call", (403, 60605)),
        ("0004", "sms", (400, 21610)),
        ("0009", "sms", (403, 60205)),
        ("0009", "call", (201, 0)),
        ("0010", "sms", (403, 60410)),
        ("0011", "sms", (400, 60220)),
        ("0012", "call", (403, 60238)),
        ("0013", "sms", (429, 60212)),
        ("0014", "sms", (429, 20429)),
        ("0015", "call", (503, 20503)),
        ("0006", "sms", (201, 0)),
    ] {
        let twin = Twin::new();
        let to = format!("+1500555{end}");
        let answer = twin
            .post("/Verifications", &[("To", &to), ("Channel", channel)])
            .await;
        assert_eq!(answer.figures(), expected, "{to} by {channel}");
        let retry = answer.headers.get(header::RETRY_AFTER);
        assert_eq!(retry.is_some(), expected.1 == 20429);
        let sent = usize::from(expected.0 == 201);
        assert_eq!(twin.messages().await.len(), sent);
    }
}
