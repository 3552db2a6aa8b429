//! A JSON object as text in one field: `Tags`, `RateLimits` and others.

use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// More pairs are refused (Verify, Verification resource: `Tags`).
const MOST_TAGS: usize = 10;
/// Characters of a tag's name, and of its value.
const LONGEST: usize = 128;

/// The pairs of an object whose values are all texts; that nothing but text is taken is assumed.
pub(super) fn read(text: &str) -> Option<BTreeMap<String, String>> {
    serde_json::from_str(text).ok()
}

/// Whether the text is an object of anything.
pub(super) fn is_object(text: &str) -> bool {
    serde_json::from_str::<Map<String, Value>>(text).is_ok()
}

/// Whether Twilio would take this text as `Tags`.
pub(super) fn are_tags(text: &str) -> bool {
    let fits = |part: &String| part.chars().count() <= LONGEST;
    read(text).is_some_and(|tags| {
        tags.len() <= MOST_TAGS && tags.iter().all(|(name, value)| fits(name) && fits(value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(pairs: usize, value: &str) -> String {
        let pairs: Vec<_> = (0..pairs).map(|n| format!("\"name{n}\":\"{value}\"")).collect();
        format!("{{{}}}", pairs.join(","))
    }

    #[test]
    fn tags_are_few_short_texts() {
        for (text, expected) in [
            ("{}".to_owned(), true),
            (object(10, "v"), true),
            (object(11, "v"), false),
            (object(1, &"値".repeat(128)), true),
            (object(1, &"v".repeat(129)), false),
            (format!("{{\"{}\":\"v\"}}", "n".repeat(129)), false),
            (r#"{"a":1}"#.to_owned(), false),
            (r#"{"a":{"b":"c"}}"#.to_owned(), false),
            ("[]".to_owned(), false),
            ("a=b".to_owned(), false),
        ] {
            assert_eq!(are_tags(&text), expected, "{text}");
        }
    }
}
