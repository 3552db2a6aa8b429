//! Twilio's identifiers: two letters and 32 hex digits.

use crate::randomness::Randomness;

/// A new identifier with this prefix.
pub(super) fn draw(prefix: &str, randomness: &dyn Randomness) -> String {
    let mut bytes = [0; 16];
    randomness.fill(&mut bytes);
    format!("{prefix}{}", hex::encode(bytes))
}

/// Whether the text has the form of an identifier with this prefix.
pub(super) fn is_sid(prefix: &str, text: &str) -> bool {
    text.strip_prefix(prefix)
        .is_some_and(|digits| digits.len() == 32 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::randomness::SeededRandomness;

    #[test]
    fn a_new_sid_has_its_form_and_no_other() {
        let sid = draw("VE", &SeededRandomness::new(1));
        assert!(is_sid("VE", &sid));
        assert!(!is_sid("VA", &sid));
        assert!(!is_sid("VE", &sid[..33]));
        assert!(!is_sid("VE", &sid.replace(&sid[2..4], "xy")));
    }
}
