//! The one-time code that a person types.

use super::typed_text::{half_width, without_separators};
use std::{fmt, str::FromStr};

/// A code of the right form: 4 to 10 ASCII digits (Twilio Verify, service setting `CodeLength`).
/// Its `Debug` never shows it.
#[derive(Clone, Eq, PartialEq)]
pub struct Code(String);

/// The text is not 4 to 10 digits.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct MalformedCode;

impl Code {
    /// The digits, for the one call that checks them.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads what people type, and what they paste: the whole message is understood where it holds one run of `length` digits,
    /// however often (Chrome's origin-bound messages name the code twice, see <https://wicg.github.io/sms-one-time-codes/>).
    ///
    /// # Errors
    /// [`MalformedCode`] when there is no such run, or two that differ: nobody guesses which one was meant.
    pub fn read(typed: &str, length: usize) -> Result<Self, MalformedCode> {
        let plain = half_width_text(typed);
        typed
            .parse()
            .or_else(|MalformedCode| only_run(&plain, length, &[]))
            .or_else(|MalformedCode| only_run(&plain, length, JOINTS))
    }
}

fn half_width_text(typed: &str) -> String {
    typed.chars().map(half_width).collect()
}

/// The one run of so many digits, which may be joined by single ones of these characters.
fn only_run(text: &str, length: usize, joints: &[char]) -> Result<Code, MalformedCode> {
    let mut runs = runs(text, joints).into_iter().filter(|run| run.len() == length);
    let first = runs.next().ok_or(MalformedCode)?;
    if runs.all(|run| run == first) {
        first.parse()
    } else {
        Err(MalformedCode)
    }
}

/// The digits of each run in the text. Digits at a Latin letter are part of a word, such as a reference number.
fn runs(text: &str, joints: &[char]) -> Vec<String> {
    let mut runs = Vec::new();
    let mut run = String::new();
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next_is_digit = characters.peek().is_some_and(char::is_ascii_digit);
        if character.is_ascii_digit() {
            let begins_in_word = run.is_empty() && before.is_ascii_alphanumeric();
            if begins_in_word {
                // Too long for any code, and so never one.
                run.push_str(WORD);
            }
            run.push(character);
        } else if !(joints.contains(&character) && before.is_ascii_digit() && next_is_digit) {
            if !run.is_empty() && !character.is_ascii_alphabetic() {
                runs.push(std::mem::take(&mut run));
            }
            run.clear();
        }
        before = character;
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

const WORD: &str = "part of a word";

/// What stands between the groups of one code: a blank or a hyphen, with its look-alikes on a Japanese keyboard.
const JOINTS: &[char] = &[
    '-', ' ', '\u{a0}', '\u{2010}', '\u{2011}', '\u{2013}', '\u{2212}', 'ー', 'ｰ',
];

impl FromStr for Code {
    type Err = MalformedCode;

    /// Takes full-width digits, blanks and hyphens as people type them.
    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let digits = without_separators(typed);
        let right_form = (4..=10).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if right_form {
            Ok(Self(digits))
        } else {
            Err(MalformedCode)
        }
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Code(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn people_type_codes_in_many_ways() {
        for typed in ["012345", " 012 345 ", "０１２３４５", "012-345", "012\u{3000}345"] {
            assert_eq!(typed.parse::<Code>().map(|code| code.0), Ok("012345".into()));
        }
    }

    fn read(typed: &str) -> Result<String, MalformedCode> {
        Code::read(typed, 6).map(|code| code.0)
    }

    #[test]
    fn a_message_around_the_digits_is_understood() {
        for typed in [
            "012345",
            "０１２３４５",
            "Your code is 012-345.",
            "Your Kakunin verification code is: 012345",
            "確認コードは012345です。",
            "確認コードは０１２　３４５です",
            "Kakunin 2026: 012 345",
            "Code 012345. Valid for 10 minutes.",
            "Your code is 012345 @example.com #012345",
        ] {
            assert_eq!(read(typed), Ok("012345".into()), "{typed}");
        }
    }

    #[test]
    fn a_message_that_leaves_a_choice_is_refused() {
        for typed in [
            "",
            "no digits",
            "012345 or 543210",
            "012-345 or 543-210",
            "Your code is 01234.",
            "Your code is 0123456.",
            "order A012345",
            "012345a",
            "code 1-2--3456",
        ] {
            assert_eq!(read(typed), Err(MalformedCode), "{typed}");
        }
    }

    #[test]
    fn another_length_counts_only_where_nothing_else_was_typed() {
        assert_eq!(read("1234"), Ok("1234".into()));
        assert_eq!(read("code 1234"), Err(MalformedCode));
        assert_eq!(Code::read("code 1234", 4).map(|code| code.0), Ok("1234".into()));
    }

    #[test]
    fn wrong_forms_are_refused() {
        for typed in ["", "123", "12345678901", "12ab", "12345６x", "٣٤٥٦"] {
            assert_eq!(typed.parse::<Code>(), Err(MalformedCode), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn parsing_is_total_and_gives_digits_only(typed in ".*") {
            if let Ok(code) = typed.parse::<Code>() {
                prop_assert!(code.as_str().bytes().all(|byte| byte.is_ascii_digit()));
            }
        }

        #[test]
        fn reading_is_total_and_finds_only_what_is_there(typed in ".*", length in 0_usize..12) {
            if let Ok(code) = Code::read(&typed, length) {
                let digits: String = without_separators(&typed).chars().filter(char::is_ascii_digit).collect();
                prop_assert!(digits.contains(code.as_str()));
            }
        }

        #[test]
        fn every_code_is_found_between_words(digits in "[0-9]{6}", before in "[あ-ん ]{0,9}", after in "[あ-ん。]{0,9}") {
            prop_assert_eq!(read(&format!("{before}{digits}{after}")), Ok(digits));
        }

        #[test]
        fn every_code_is_taken_back_unchanged(digits in "[0-9]{4,10}") {
            prop_assert_eq!(digits.parse::<Code>().map(|code| code.0), Ok(digits));
        }

        #[test]
        fn debug_never_shows_a_code(digits in "[0-9]{4,10}") {
            let shown = format!("{:?}", digits.parse::<Code>());
            prop_assert!(!shown.contains(&digits));
        }
    }
}
