//! Numbers in the groups in which people of a country write them, while they are typed: Japan and the countries of +1.

use super::typed_text::{half_width, is_separator};

/// A number as it is typed, in groups. Nothing where it is no number, or one of another country: then it stays as it is.
pub fn grouped(typed: &str, calling_code: u16) -> Option<String> {
    let plain = plain(typed)?;
    let (before, code, digits) = match plain.strip_prefix('+') {
        None => ("", calling_code, &*plain),
        Some(rest) if rest.starts_with('1') => ("+1 ", 1, &rest[1..]),
        Some(rest) if rest.starts_with("81") => ("+81 ", 81, &rest[2..]),
        Some(_) => return None,
    };
    let groups: &[usize] = match code {
        1 if before.is_empty() && digits.starts_with('1') => &[1, 3, 3],
        1 => &[3, 3],
        81 if before.is_empty() => japanese(digits)?,
        81 => without_zero(digits),
        _ => return None,
    };
    // What ends in a blank would lose it at once, and the caret with it.
    let before = if digits.is_empty() {
        before.trim_end()
    } else {
        before
    };
    Some(before.to_owned() + &in_groups(digits, groups))
}

/// Where the caret stands behind so many digits of a text; in characters, which are plain ones.
pub fn behind_digits(text: &str, count: usize) -> usize {
    let mut digits = text.char_indices().filter(|(_, character)| counts(*character));
    match count.checked_sub(1) {
        None => 0,
        Some(index) => digits.nth(index).map_or(text.len(), |(place, _)| place + 1),
    }
}

/// How many digits there are in what stands before the caret.
pub fn count_digits(before_caret: &str) -> usize {
    before_caret
        .chars()
        .filter(|character| counts(half_width(*character)))
        .count()
}

fn counts(character: char) -> bool {
    character.is_ascii_digit() || character == '+'
}

/// Digits, after a plus perhaps; nothing where there is anything else.
fn plain(typed: &str) -> Option<String> {
    let mut plain = String::new();
    for character in typed
        .chars()
        .map(half_width)
        .filter(|character| !is_separator(*character))
    {
        if !(character.is_ascii_digit() || (character == '+' && plain.is_empty())) {
            return None;
        }
        plain.push(character);
    }
    Some(plain)
}

/// By the number plan of Japan: mobile and IP phones, free and shared cost, the two largest cities. Other area codes have two
/// to five digits; three are the most usual.
fn japanese(digits: &str) -> Option<&'static [usize]> {
    let two = digits.get(..2).unwrap_or(digits);
    let three = digits.get(..3).unwrap_or(digits);
    let four = digits.get(..4).unwrap_or(digits);
    match (two, three, four) {
        (_, _, "0120" | "0570" | "0800" | "0990") => Some(&[4, 3]),
        (_, "020" | "050" | "060" | "070" | "080" | "090", _) => Some(&[3, 4]),
        ("03" | "06", _, _) => Some(&[2, 4]),
        _ => digits.starts_with('0').then_some(&[3, 3]),
    }
}

/// The same behind +81, where the zero in front is left out.
fn without_zero(digits: &str) -> &'static [usize] {
    match digits.get(..2).unwrap_or(digits) {
        "20" | "50" | "60" | "70" | "80" | "90" => &[2, 4],
        other if other.starts_with(['3', '6']) => &[1, 4],
        _ => &[2, 3],
    }
}

/// The last group takes the rest.
fn in_groups(digits: &str, groups: &[usize]) -> String {
    let mut text = String::new();
    let mut rest = digits;
    for size in groups {
        if rest.len() <= *size {
            break;
        }
        let (group, behind) = rest.split_at(*size);
        text.push_str(group);
        text.push('-');
        rest = behind;
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn japan_and_the_countries_of_plus_one_have_their_groups() {
        for (code, typed, shown) in [
            (81, "0", "0"),
            (81, "090", "090"),
            (81, "0901", "090-1"),
            (81, "09012345678", "090-1234-5678"),
            (81, "090-1234-56789", "090-1234-56789"),
            (81, "０９０ー１２３４ー５６７８", "090-1234-5678"),
            (81, "05012345678", "050-1234-5678"),
            (81, "0120123456", "0120-123-456"),
            (81, "08001234567", "0800-123-4567"),
            (81, "0312345678", "03-1234-5678"),
            (81, "0451234567", "045-123-4567"),
            (81, "+819012345678", "+81 90-1234-5678"),
            (1, "+81312345678", "+81 3-1234-5678"),
            (81, "+14155552671", "+1 415-555-2671"),
            (81, "+81", "+81"),
            (1, "(415) 555-2671", "415-555-2671"),
            (1, "14155552671", "1-415-555-2671"),
        ] {
            assert_eq!(grouped(typed, code).as_deref(), Some(shown), "{code} {typed}");
        }
    }

    #[test]
    fn what_has_no_groups_here_stays_as_it_is() {
        for (code, typed) in [
            (44, "07400123456"),
            (81, "+447400123456"),
            (81, "9012345678"),
            (81, ""),
            (81, "+8"),
            (81, "hello"),
            (81, "090-1234-5678 x9"),
            (81, "090+1"),
        ] {
            assert_eq!(grouped(typed, code), None, "{code} {typed}");
        }
    }

    #[test]
    fn the_caret_stands_behind_the_same_digit() {
        assert_eq!(count_digits("０９０ー１"), 4);
        assert_eq!(behind_digits("090-1234-5678", 4), 5);
        // Behind the digit and not behind the hyphen, or Backspace would take that hyphen for ever.
        assert_eq!(behind_digits("090-1234-5678", 3), 3);
        assert_eq!(behind_digits("+81 90-1234", 3), 3);
        assert_eq!((behind_digits("090", 0), behind_digits("090", 9)), (0, 3));
    }

    proptest! {
        #[test]
        fn grouping_is_total_and_only_moves_separators(typed in ".{0,30}", code in prop::sample::select(vec![1_u16, 81, 44])) {
            if let Some(shown) = grouped(&typed, code) {
                prop_assert_eq!(plain(&shown), plain(&typed));
                prop_assert_eq!(grouped(&shown, code), Some(shown));
            }
        }

        #[test]
        fn the_caret_is_always_in_the_text(text in "[0-9+ -]{0,20}", count in 0_usize..25) {
            prop_assert!(behind_digits(&text, count) <= text.len());
        }
    }
}
