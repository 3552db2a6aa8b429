//! The languages of the pages and of the messages.

use super::by_name::by_name;
use std::str::FromStr;

/// A language that is complete here. The first is the default.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Language {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

/// The tag names no language that is offered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownLanguage;

impl Language {
    /// All languages, in the order of the switch.
    pub const ALL: [Self; 2] = [Self::Ja, Self::En];

    /// The cookie that keeps the choice, see [`super::preference`].
    pub const COOKIE: &str = "kakunin_language";

    /// The tag for `<html lang>`, cookies and Verify's `Locale` (BCP 47).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// The language that an `Accept-Language` header likes best (RFC 9110 section 12.5.4); Japanese when it names none of ours.
    pub fn negotiate(accept_language: &str) -> Self {
        let mut best = (0, Self::default());
        for entry in accept_language.split(',') {
            let mut parts = entry.split(';');
            let tag = parts.next().unwrap_or_default().trim();
            let weight = parts.find_map(weight_in_thousandths).unwrap_or(1_000);
            let primary = tag.split('-').next().unwrap_or_default();
            if let Ok(language) = primary.parse()
                && weight > best.0
            {
                best = (weight, language);
            }
        }
        best.1
    }
}

fn weight_in_thousandths(parameter: &str) -> Option<u16> {
    let value = parameter.trim().strip_prefix(['q', 'Q'])?.strip_prefix('=')?;
    let weight: f32 = value.parse().ok()?;
    Some((weight.clamp(0.0, 1.0) * 1_000.0) as u16)
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|language| language.as_str().eq_ignore_ascii_case(tag))
            .ok_or(UnknownLanguage)
    }
}

by_name!(Language, as_str);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_header_decides_by_weight_then_by_order() {
        for (header, expected) in [
            ("", Language::Ja),
            ("de-DE,fr;q=0.8", Language::Ja),
            ("en-GB,en;q=0.9,ja;q=0.8", Language::En),
            ("fr, en;q=0.2, ja;q=0.7", Language::Ja),
            ("ja;q=0, en;q=0.1", Language::En),
            ("ja;Q=0, en;q=0.1", Language::En),
            ("EN", Language::En),
        ] {
            assert_eq!(Language::negotiate(header), expected, "{header}");
        }
    }

    proptest! {
        #[test]
        fn any_header_has_an_answer(header in ".*") {
            Language::negotiate(&header);
        }
    }
}
