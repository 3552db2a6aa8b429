//! What arrives on the phone. The words are the twin's own: no program should read Twilio's.

use super::{channel::Channel, locale::Language};

/// Everything that decides the words. It holds a code, therefore it has no `Debug`.
pub(super) struct Wording<'a> {
    pub(super) channel: Channel,
    pub(super) language: Language,
    pub(super) friendly_name: &'a str,
    pub(super) code: &'a str,
    /// Adds the request not to share the code to a text message.
    pub(super) warns: bool,
    /// Binds the code of a text message to this host (https://wicg.github.io/sms-one-time-codes/).
    pub(super) domain: Option<&'a str>,
    /// Marks a text message for one Android app (Verify, Verification resource: `AppHash`).
    pub(super) app_hash: Option<&'a str>,
}

impl Wording<'_> {
    /// The text of the SMS, or what the voice says.
    pub(super) fn body(&self) -> String {
        match self.channel {
            Channel::Sms => self.text_message(),
            Channel::Call => self.transcript(),
        }
    }

    /// Both the hash and the domain want to be the end: the hash wins, because it came with the request.
    fn text_message(&self) -> String {
        let sentence = self.sentence();
        match (self.app_hash, self.domain) {
            (Some(hash), _) => format!("<#> {sentence}\n{hash}"),
            (None, Some(domain)) => format!("{sentence}\n\n@{domain} #{}", self.code),
            (None, None) => sentence,
        }
    }

    fn sentence(&self) -> String {
        let (name, code) = (self.friendly_name, self.code);
        match (self.language, self.warns) {
            (Language::English, false) => format!("Your {name} verification code is: {code}"),
            (Language::English, true) => {
                format!("Your {name} verification code is: {code}. Tell it to nobody.")
            }
            (Language::Japanese, false) => format!("{name} の確認コードは {code} です。"),
            (Language::Japanese, true) => {
                format!("{name} の確認コードは {code} です。誰にも教えないでください。")
            }
        }
    }

    fn transcript(&self) -> String {
        let name = self.friendly_name;
        match self.language {
            Language::English => {
                let digits = self.spoken(", ");
                format!(
                    "Hello. Your {name} verification code is: {digits}. \
                     Once more, your code is: {digits}. Goodbye."
                )
            }
            Language::Japanese => {
                let digits = self.spoken("、");
                format!(
                    "{name} の確認コードをお伝えします。{digits}。\
                     もう一度お伝えします。{digits}。失礼いたします。"
                )
            }
        }
    }

    fn spoken(&self, pause: &str) -> String {
        let digits: Vec<String> = self.code.chars().map(String::from).collect();
        digits.join(pause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(channel: Channel, locale: &str) -> Wording<'static> {
        Wording {
            channel,
            language: Language::of(locale),
            friendly_name: "Kakunin",
            code: "0123",
            warns: false,
            domain: None,
            app_hash: None,
        }
    }

    fn full(channel: Channel, locale: &str) -> Wording<'static> {
        Wording {
            warns: true,
            domain: Some("login.example.com"),
            ..plain(channel, locale)
        }
    }

    #[test]
    fn a_text_and_a_call_in_two_languages() {
        for (channel, locale, expected) in [
            (Channel::Sms, "en", "Your Kakunin verification code is: 0123"),
            (Channel::Sms, "fr", "Your Kakunin verification code is: 0123"),
            (Channel::Sms, "ja", "Kakunin の確認コードは 0123 です。"),
            (
                Channel::Call,
                "en",
                "Hello. Your Kakunin verification code is: 0, 1, 2, 3. Once more, your code is: 0, 1, 2, 3. Goodbye.",
            ),
            (
                Channel::Call,
                "ja",
                "Kakunin の確認コードをお伝えします。0、1、2、3。もう一度お伝えします。0、1、2、3。失礼いたします。",
            ),
        ] {
            assert_eq!(plain(channel, locale).body(), expected);
        }
    }

    #[test]
    fn the_bound_line_is_the_last_and_stands_alone() {
        let english =
            "Your Kakunin verification code is: 0123. Tell it to nobody.\n\n@login.example.com #0123";
        assert_eq!(full(Channel::Sms, "en").body(), english);
        let japanese =
            "Kakunin の確認コードは 0123 です。誰にも教えないでください。\n\n@login.example.com #0123";
        assert_eq!(full(Channel::Sms, "ja").body(), japanese);
    }

    #[test]
    fn a_hash_ends_the_message_even_against_a_domain() {
        let marked = Wording {
            app_hash: Some("ab+CD/ef012"),
            ..full(Channel::Sms, "en")
        };
        let expected = "<#> Your Kakunin verification code is: 0123. Tell it to nobody.\nab+CD/ef012";
        assert_eq!(marked.body(), expected);
    }

    #[test]
    fn a_voice_reads_no_domain_and_no_warning() {
        for locale in ["en", "ja"] {
            assert_eq!(
                full(Channel::Call, locale).body(),
                plain(Channel::Call, locale).body()
            );
        }
    }

    #[test]
    fn one_segment_holds_each_ordinary_message() {
        for locale in ["en", "ja"] {
            let limit = if locale == "en" { 160 } else { 70 };
            let mut wording = plain(Channel::Sms, locale);
            wording.warns = true;
            wording.code = "0123456789";
            assert!(wording.body().chars().count() <= limit);
        }
    }
}
