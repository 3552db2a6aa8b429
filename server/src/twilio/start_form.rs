use super::send_options::{RateLimitKey, SendOptions};
use crate::verify::StartRequest;
use app::domain::Channel;
use std::collections::BTreeMap;

/// The fields of a create.
pub(super) type Form = Vec<(&'static str, String)>;

/// Everything that a send says.
pub(super) fn form(options: &SendOptions, request: &StartRequest<'_>) -> Form {
    let mut form = vec![
        ("To", request.to.as_str().to_owned()),
        ("Channel", request.channel.as_str().to_owned()),
        ("Locale", request.locale.as_str().to_owned()),
    ];
    let app_hash = options
        .app_hash
        .as_ref()
        .filter(|_| request.channel == Channel::Sms);
    let optional = [
        ("TemplateSid", options.template.clone()),
        ("CustomFriendlyName", options.friendly_name.clone()),
        ("AppHash", app_hash.cloned()),
        ("Tags", json(&options.tags)),
        ("RateLimits", json(&rate_limits(options, request))),
        (
            "DeviceIp",
            options
                .device_ip
                .then(|| request.address.to_canonical().to_string()),
        ),
    ];
    form.extend(
        optional
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    form
}

/// The same send in the language that Twilio chooses by itself.
pub(super) fn without_locale(mut form: Form) -> Form {
    form.retain(|(name, _)| *name != "Locale");
    form
}

/// JSON as text in one field; nothing when there is nothing to say.
fn json(pairs: &BTreeMap<String, String>) -> Option<String> {
    (!pairs.is_empty()).then(|| serde_json::json!(pairs).to_string())
}

fn rate_limits(options: &SendOptions, request: &StartRequest<'_>) -> BTreeMap<String, String> {
    let value = |key| match key {
        RateLimitKey::Address => request.address.to_canonical().to_string(),
        RateLimitKey::Account => request.account.to_owned(),
        RateLimitKey::Number => request.to.as_str().to_owned(),
    };
    options
        .rate_limits
        .iter()
        .map(|(name, key)| (name.clone(), value(*key)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::domain::Language;

    fn of(options: &SendOptions, channel: Channel) -> Form {
        let request = StartRequest {
            to: &"+819012345678".parse().unwrap(),
            channel,
            locale: Language::Ja,
            address: "::ffff:192.0.2.7".parse().unwrap(),
            account: "a1",
        };
        form(options, &request)
    }

    fn field<'a>(form: &'a Form, name: &str) -> Option<&'a str> {
        let (_, value) = form.iter().find(|(field, _)| *field == name)?;
        Some(value)
    }

    #[test]
    fn by_default_a_send_says_number_channel_and_locale() {
        let form = of(&SendOptions::default(), Channel::Call);
        let expected = [("To", "+819012345678"), ("Channel", "call"), ("Locale", "ja")];
        assert_eq!(form, expected.map(|(name, value)| (name, value.to_owned())));
        assert_eq!(without_locale(form).len(), 2);
    }

    #[test]
    fn options_are_added_and_an_app_hash_goes_with_text_messages_only() {
        let options = SendOptions {
            template: Some("HJ1".into()),
            app_hash: Some("FA+9qCX9VSu".into()),
            tags: [("app".into(), "kakunin".into())].into(),
            rate_limits: [
                ("ip".into(), RateLimitKey::Address),
                ("user".into(), RateLimitKey::Account),
                ("to".into(), RateLimitKey::Number),
            ]
            .into(),
            device_ip: true,
            friendly_name: None,
        };
        let form = of(&options, Channel::Sms);
        assert_eq!(field(&form, "TemplateSid"), Some("HJ1"));
        assert_eq!(field(&form, "AppHash"), Some("FA+9qCX9VSu"));
        assert_eq!(field(&form, "Tags"), Some(r#"{"app":"kakunin"}"#));
        assert_eq!(
            field(&form, "RateLimits"),
            Some(r#"{"ip":"192.0.2.7","to":"+819012345678","user":"a1"}"#)
        );
        assert_eq!(field(&form, "DeviceIp"), Some("192.0.2.7"));
        assert_eq!(field(&form, "CustomFriendlyName"), None);
        assert_eq!(field(&of(&options, Channel::Call), "AppHash"), None);
    }
}
