//! What a keyboard makes of digits: a Japanese input method types `１２３`, people add blanks and hyphens.

/// Turns full-width ASCII (U+FF01 to U+FF5E) and the ideographic blank into plain ASCII; leaves the rest.
pub fn half_width(character: char) -> char {
    match character {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(character as u32 - 0xFEE0).unwrap_or(character),
        other => other,
    }
}

/// True for what people put between the digits of a number and that means nothing: blanks, hyphens and their
/// look-alikes on a Japanese keyboard, dots, brackets, and the invisible marks that copying brings along.
pub fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '-' | '.' | '(' | ')' | '/' | '\u{00AD}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ー' | 'ｰ' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
        )
}

/// The text in plain ASCII without separators; every other character is kept, so that wrong input stays wrong.
pub fn without_separators(typed: &str) -> String {
    typed
        .chars()
        .map(half_width)
        .filter(|character| !is_separator(*character))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn full_width_blanks_and_hyphens_disappear() {
        assert_eq!(without_separators("０９０－１２３４　5678"), "09012345678");
        assert_eq!(without_separators("＋81ー90"), "+8190");
    }

    #[test]
    fn what_is_no_separator_stays() {
        assert_eq!(without_separators("12a４"), "12a4");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(typed in ".*") {
            let once = without_separators(&typed);
            prop_assert_eq!(without_separators(&once), once);
        }
    }
}
