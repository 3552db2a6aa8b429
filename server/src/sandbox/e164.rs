/// Whether the text is an international number, `^\+[1-9]\d{1,14}$` (ITU-T E.164; Twilio takes no other form).
pub(super) fn is_number(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (2..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|digit| digit.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_international_digits_are_a_number() {
        for (text, expected) in [
            ("+15005550006", true),
            ("+12", true),
            ("+123456789012345", true),
            ("+1234567890123456", false),
            ("+1", false),
            ("+0900000000", false),
            (" 15005550006", false),
            ("+1 500 555 0006", false),
            ("09012345678", false),
            ("+１５００", false),
            ("", false),
        ] {
            assert_eq!(is_number(text), expected, "{text}");
        }
    }
}
