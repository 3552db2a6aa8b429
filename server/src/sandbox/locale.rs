//! In which language a message speaks.

/// The tags that Verify's default template takes (Verify, supported languages).
const KNOWN: [&str; 36] = [
    "en", "af", "ar", "ca", "zh", "zh-CN", "zh-HK", "hr", "cs", "da", "nl", "en-GB", "fi", "fr", "de", "el",
    "he", "hi", "hu", "id", "it", "ja", "ko", "ms", "nb", "pl", "pt-BR", "pt", "ro", "ru", "es", "sv", "tl",
    "th", "tr", "vi",
];

/// Whether Twilio would take this tag; exact, so that a client's spelling mistake shows.
pub(super) fn is_known(tag: &str) -> bool {
    KNOWN.contains(&tag)
}

/// The tag for a number when the request names none: Twilio looks at the country.
pub(super) fn of_number(to: &str) -> &'static str {
    if to.starts_with("+81") { "ja" } else { "en" }
}

/// The languages in which the twin can write; English stands in for the rest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Language {
    Japanese,
    English,
}

impl Language {
    pub(super) fn of(tag: &str) -> Self {
        if tag == "ja" {
            Self::Japanese
        } else {
            Self::English
        }
    }

    /// The value of an HTML `lang` attribute.
    pub(super) fn tag(self) -> &'static str {
        match self {
            Self::Japanese => "ja",
            Self::English => "en",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_brings_its_language() {
        assert_eq!(of_number("+819012345678"), "ja");
        assert_eq!(of_number("+15005550006"), "en");
    }

    #[test]
    fn tags_are_exact_and_english_stands_in() {
        assert!(is_known("pt-BR") && !is_known("pt-br") && !is_known("xx"));
        assert_eq!(Language::of("de"), Language::English);
        assert_eq!(Language::of("ja").tag(), "ja");
    }
}
