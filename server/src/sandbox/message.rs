use super::{channel::Channel, locale::Language};
use serde::Serialize;

/// One SMS or call in the inbox. It holds a code and a full number, therefore it has no `Debug`.
#[derive(Clone, Serialize)]
pub(super) struct Message {
    /// The number, E.164.
    pub(super) to: String,
    pub(super) channel: Channel,
    pub(super) code: String,
    /// The text of the SMS, or what the voice says.
    pub(super) body: String,
    /// The tag that was asked for or chosen; the text may be English all the same.
    pub(super) locale: String,
    /// Seconds since 1970.
    pub(super) sent_at: i64,
    /// The verification (`VE`) that the code belongs to.
    pub(super) sid: String,
}

/// What arrives on the phone.
pub(super) fn body(channel: Channel, locale: &str, friendly_name: &str, code: &str) -> String {
    match (channel, Language::of(locale)) {
        (Channel::Sms, Language::English) => {
            format!("Your {friendly_name} verification code is: {code}")
        }
        (Channel::Sms, Language::Japanese) => {
            format!("{friendly_name} の確認コードは {code} です。")
        }
        (Channel::Call, Language::English) => {
            let digits = spoken(code, ", ");
            format!(
                "Hello. Your {friendly_name} verification code is: {digits}. Once more: {digits}. Goodbye."
            )
        }
        (Channel::Call, Language::Japanese) => {
            let digits = spoken(code, "、");
            format!("{friendly_name} の確認コードをお伝えします。{digits}。もう一度お伝えします。{digits}。")
        }
    }
}

fn spoken(code: &str, pause: &str) -> String {
    let digits: Vec<String> = code.chars().map(String::from).collect();
    digits.join(pause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_and_a_call_in_two_languages() {
        for (channel, locale, expected) in [
            (Channel::Sms, "en", "Your Kakunin verification code is: 0123"),
            (Channel::Sms, "fr", "Your Kakunin verification code is: 0123"),
            (Channel::Sms, "ja", "Kakunin の確認コードは 0123 です。"),
            (
                Channel::Call,
                "en",
                "Hello. Your Kakunin verification code is: 0, 1, 2, 3. Once more: 0, 1, 2, 3. Goodbye.",
            ),
            (
                Channel::Call,
                "ja",
                "Kakunin の確認コードをお伝えします。0、1、2、3。もう一度お伝えします。0、1、2、3。",
            ),
        ] {
            assert_eq!(body(channel, locale, "Kakunin", "0123"), expected);
        }
    }
}
