//! The secret of a verification: decimal digits.

use crate::randomness::Randomness;
use std::hint::black_box;

/// A new code; every code of this length is equally likely, those with leading zeros included.
pub(super) fn draw(length: usize, randomness: &dyn Randomness) -> String {
    let mut code = String::with_capacity(length);
    while code.len() < length {
        let mut byte = [0];
        randomness.fill(&mut byte);
        // The bytes 250 to 255 would make the digits 0 to 5 likelier than the rest.
        if byte[0] < 250 {
            code.push(char::from(b'0' + byte[0] % 10));
        }
    }
    code
}

/// Whether the text can be a code at all: 4 to 10 digits (Verify, Verification Check resource: `Code`).
pub(super) fn is_well_formed(text: &str) -> bool {
    (4..=10).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Equality whose duration tells nothing about where the codes differ.
pub(super) fn matches(code: &str, tried: &str) -> bool {
    let difference = code
        .bytes()
        .zip(tried.bytes())
        .fold(0, |found, (one, other)| black_box(found | (one ^ other)));
    code.len() == tried.len() && difference == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::randomness::SeededRandomness;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_code_has_its_length_and_only_digits(seed: u64, length in 4_usize..=10) {
            let code = draw(length, &SeededRandomness::new(seed));
            prop_assert_eq!(code.len(), length);
            prop_assert!(is_well_formed(&code));
            prop_assert!(matches(&code, &code.clone()));
        }

        #[test]
        fn only_the_code_itself_matches(code in "[0-9]{4,10}", tried in "[0-9]{0,10}") {
            prop_assert_eq!(matches(&code, &tried), code == tried);
        }
    }

    #[test]
    fn every_digit_leads_about_as_often() {
        let randomness = SeededRandomness::new(1);
        let mut leading = [0_u32; 10];
        for _ in 0..5_000 {
            let first = draw(6, &randomness).as_bytes()[0];
            leading[usize::from(first - b'0')] += 1;
        }
        assert!(leading.iter().all(|seen| (400..600).contains(seen)));
    }

    #[test]
    fn what_is_no_code() {
        for text in ["", "123", "12ab", "12345678901", " 1234", "１２３４"] {
            assert!(!is_well_formed(text), "{text}");
        }
    }
}
