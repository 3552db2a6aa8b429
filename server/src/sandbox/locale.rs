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

/// Country calling codes and the tag of a language that is spoken there; English everywhere else. Which numbers get
/// which language on Twilio is not published: assumed.
const OF_COUNTRIES: [(&str, &str); 28] = [
    ("+30", "el"),
    ("+31", "nl"),
    ("+33", "fr"),
    ("+34", "es"),
    ("+351", "pt"),
    ("+358", "fi"),
    ("+36", "hu"),
    ("+385", "hr"),
    ("+39", "it"),
    ("+40", "ro"),
    ("+420", "cs"),
    ("+43", "de"),
    ("+44", "en-GB"),
    ("+45", "da"),
    ("+46", "sv"),
    ("+47", "nb"),
    ("+48", "pl"),
    ("+49", "de"),
    ("+52", "es"),
    ("+55", "pt-BR"),
    ("+60", "ms"),
    ("+62", "id"),
    ("+66", "th"),
    ("+81", "ja"),
    ("+82", "ko"),
    ("+84", "vi"),
    ("+86", "zh-CN"),
    ("+90", "tr"),
];

/// The tag for a number when the request names none: Twilio looks at the country.
pub(super) fn of_number(to: &str) -> &'static str {
    let mut countries = OF_COUNTRIES.iter();
    let found = countries.find(|(code, _)| to.starts_with(code));
    found.map_or("en", |(_, tag)| *tag)
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
        assert_eq!(of_number("+3531234567"), "en");
        assert_eq!(of_number("+351912345678"), "pt");
        assert!(OF_COUNTRIES.iter().all(|(_, tag)| is_known(tag)));
    }

    #[test]
    fn tags_are_exact_and_english_stands_in() {
        assert!(is_known("pt-BR") && !is_known("pt-br") && !is_known("xx"));
        assert_eq!(Language::of("de"), Language::English);
        assert_eq!(Language::of("ja").tag(), "ja");
    }
}
