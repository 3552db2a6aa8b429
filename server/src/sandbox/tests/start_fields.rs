//! The fields of a start besides number, channel and locale.

use super::{NUMBER, SandboxSettings, Twin};
use crate::sandbox::{RateLimit, template};
use axum::http::header;

async fn start(twin: &Twin, channel: &str, field: (&str, &str)) -> super::Answer {
    let fields = [("To", NUMBER), ("Channel", channel), field];
    twin.post("/Verifications", &fields).await
}

async fn newest_text(twin: &Twin) -> String {
    twin.messages().await[0]["body"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn what_has_a_form_is_refused_in_another() {
    let template = template::domain_bound();
    let several = format!("[{{\"sid\":\"{template}\",\"substitutions\":{{\"a\":\"b\"}}}}]");
    let stranger = format!("HJ{}", "0".repeat(32));
    for (name, value, channel, expected) in [
        ("Tags", r#"{"flow":"login"}"#, "sms", (201, 0)),
        ("Tags", r#"{"flow":1}"#, "sms", (400, 60200)),
        ("Tags", "flow=login", "sms", (400, 60200)),
        ("DeviceIp", "203.0.113.7", "sms", (201, 0)),
        ("DeviceIp", "2001:db8::1", "call", (201, 0)),
        ("DeviceIp", "203.0.113", "sms", (400, 60200)),
        ("RiskCheck", "enable", "sms", (201, 0)),
        ("RiskCheck", "disable", "sms", (201, 0)),
        ("RiskCheck", "off", "sms", (400, 60200)),
        ("SendDigits", "1w2*#", "call", (201, 0)),
        ("SendDigits", "12a", "call", (400, 60200)),
        ("EnableSnaClientToken", "true", "sms", (201, 0)),
        ("EnableSnaClientToken", "1", "sms", (400, 60200)),
        ("AppHash", "ab+CD/ef012", "sms", (201, 0)),
        ("AppHash", "short", "sms", (400, 60200)),
        ("AppHash", "elevenéchar", "sms", (400, 60200)),
        ("AppHash", "ab+CD/ef012", "call", (400, 60602)),
        ("CustomMessage", "Hello", "sms", (400, 60243)),
        ("CustomCode", "123456", "sms", (403, 60204)),
        ("CustomFriendlyName", "Hanaya", "sms", (403, 60204)),
        ("RateLimits", r#"{"ip":"203.0.113.7"}"#, "sms", (400, 60200)),
        ("RateLimits", "ip", "sms", (400, 60200)),
        ("RateLimits", "{}", "sms", (201, 0)),
        ("TemplateSid", &template, "sms", (201, 0)),
        ("TemplateSid", &template, "call", (400, 60408)),
        ("TemplateSid", "HJ1", "sms", (400, 60200)),
        ("TemplateSid", &stranger, "sms", (400, 60228)),
        ("Templates", &several, "sms", (201, 0)),
        ("Templates", &several.replace("d0", "00"), "sms", (400, 60228)),
        ("Templates", "[]", "sms", (400, 60252)),
        ("Templates", r#"[{"sid":"HJ1"}]"#, "sms", (400, 60252)),
        ("Templates", "{}", "sms", (400, 60252)),
        ("TemplateCustomSubstitutions", "{}", "sms", (201, 0)),
        ("TemplateCustomSubstitutions", "x", "sms", (400, 60200)),
        (
            "ChannelConfiguration",
            r#"{"from":"a@example.com"}"#,
            "sms",
            (201, 0),
        ),
        ("ChannelConfiguration", "[]", "sms", (400, 60200)),
        ("Amount", "10", "sms", (201, 0)),
    ] {
        let twin = Twin::new();
        let answer = start(&twin, channel, (name, value)).await;
        assert_eq!(answer.figures(), expected, "{name}={value} by {channel}");
        let sent = usize::from(expected.0 == 201);
        assert_eq!(twin.messages().await.len(), sent, "{name}={value}");
    }
}

#[tokio::test]
async fn several_templates_win_over_one() {
    let twin = Twin::new();
    let several = format!("[{{\"sid\":\"{}\"}}]", template::domain_bound());
    let stranger = format!("HJ{}", "0".repeat(32));
    let fields = [
        ("To", NUMBER),
        ("Channel", "sms"),
        ("TemplateSid", &stranger),
        ("Templates", &several),
    ];
    assert_eq!(twin.post("/Verifications", &fields).await.figures(), (201, 0));
}

#[tokio::test]
async fn a_setting_or_the_template_binds_the_code_to_a_domain() {
    let template = template::domain_bound();
    let bound = SandboxSettings {
        domain: Some("login.example.com".to_owned()),
        ..SandboxSettings::default()
    };
    for (twin, field, end) in [
        (Twin::with(bound.clone()), ("Amount", "1"), "@login.example.com"),
        (
            Twin::with(bound.clone()),
            ("TemplateSid", &*template),
            "@login.example.com",
        ),
        (Twin::new(), ("TemplateSid", &*template), "@localhost"),
    ] {
        start(&twin, "sms", field).await;
        let (text, code) = (newest_text(&twin).await, twin.code().await);
        assert!(text.ends_with(&format!("{code}\n\n{end} #{code}")), "{text}");
    }
    let twin = Twin::with(bound);
    start(&twin, "call", ("Amount", "1")).await;
    assert!(!newest_text(&twin).await.contains('@'));
    let service = twin.get(&twin.path("")).await.json();
    assert_eq!(service["default_template_sid"], template);
}

#[tokio::test]
async fn a_hash_for_an_app_frames_the_message() {
    let twin = Twin::new();
    start(&twin, "sms", ("AppHash", "ab+CD/ef012")).await;
    let text = newest_text(&twin).await;
    assert!(text.starts_with("<#> Your Kakunin") && text.ends_with("\nab+CD/ef012"));
}

#[tokio::test]
async fn the_warning_and_the_name_are_settings() {
    let twin = Twin::with(SandboxSettings {
        friendly_name: "Hanaya".to_owned(),
        do_not_share_warning: true,
        custom_friendly_name: true,
        ..SandboxSettings::default()
    });
    let service = twin.get(&twin.path("")).await.json();
    assert_eq!(service["do_not_share_warning_enabled"], true);
    assert_eq!(service["friendly_name"], "Hanaya");
    twin.create("sms").await;
    let code = twin.code().await;
    let expected = format!("Your Hanaya verification code is: {code}. Tell it to nobody.");
    assert_eq!(newest_text(&twin).await, expected);
    start(&twin, "call", ("CustomFriendlyName", "Sakaya")).await;
    let call = newest_text(&twin).await;
    assert!(call.contains("Your Sakaya verification code") && !call.contains("nobody"));
    let long = "n".repeat(31);
    let refused = start(&twin, "sms", ("CustomFriendlyName", &long)).await;
    assert_eq!(refused.figures(), (400, 60200));
}

fn limited(name: &str, max: u32, interval_seconds: i64) -> Twin {
    Twin::with(SandboxSettings {
        rate_limits: vec![RateLimit {
            name: name.to_owned(),
            max,
            interval_seconds,
        }],
        ..SandboxSettings::default()
    })
}

#[tokio::test]
async fn a_full_bucket_says_when_it_is_empty_again() {
    let twin = limited("ip", 2, 60);
    let key = ("RateLimits", r#"{"ip":"203.0.113.7"}"#);
    for expected in [(201, 0), (201, 0), (429, 20429)] {
        assert_eq!(start(&twin, "sms", key).await.figures(), expected);
    }
    twin.clock.advance(20);
    let refused = start(&twin, "sms", key).await;
    assert_eq!(refused.headers[header::RETRY_AFTER], "40");
    assert_eq!(refused.headers["twilio-reached-rate-limit"], "ip");
    assert_eq!(twin.messages().await.len(), 2);
    let other = start(&twin, "sms", ("RateLimits", r#"{"ip":"203.0.113.8"}"#)).await;
    assert_eq!(other.figures(), (201, 0));
    assert_eq!(twin.create("sms").await.figures(), (201, 0));
    twin.clock.advance(40);
    assert_eq!(start(&twin, "sms", key).await.figures(), (201, 0));
}

#[tokio::test]
async fn a_refused_start_is_not_counted() {
    let twin = limited("ip", 1, 60);
    let key = r#"{"ip":"203.0.113.7"}"#;
    let blocked = [("To", "+15005550605"), ("Channel", "sms"), ("RateLimits", key)];
    assert_eq!(twin.post("/Verifications", &blocked).await.status, 403);
    assert_eq!(start(&twin, "sms", ("RateLimits", key)).await.status, 201);
}

#[tokio::test]
async fn looking_up_is_limited_only_on_request() {
    let settings = SandboxSettings {
        fetch_limits: true,
        ..SandboxSettings::default()
    };
    for (twin, sixty_first) in [(Twin::new(), (200, 0)), (Twin::with(settings), (429, 20429))] {
        twin.create("sms").await;
        for _ in 0..60 {
            assert_eq!(twin.fetch(NUMBER).await.figures(), (200, 0));
        }
        assert_eq!(twin.fetch(NUMBER).await.figures(), sixty_first);
        twin.clock.advance(60);
        assert_eq!(twin.fetch(NUMBER).await.figures(), (200, 0));
    }
}

#[tokio::test]
async fn a_check_can_answer_as_the_specification_has_it() {
    let twin = Twin::with(SandboxSettings {
        check_status: axum::http::StatusCode::CREATED,
        ..SandboxSettings::default()
    });
    twin.create("sms").await;
    assert_eq!(twin.check(twin.wrong_code().await).await.status, 201);
    assert_eq!(twin.check(&twin.code().await).await.status, 201);
    assert_eq!(twin.check("000000").await.status, 404);
}
