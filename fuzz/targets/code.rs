//! Codes as people type them.

#![no_main]

use app::domain::Code;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|typed: &str| {
    let read = typed.parse::<Code>();
    let ascii: String = typed.chars().filter(char::is_ascii_digit).collect();
    if let Ok(code) = &read {
        let digits = code.as_str();
        assert!((4..=10).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()));
        assert_eq!(
            digits.parse().as_ref(),
            Ok(code),
            "a code is taken back unchanged"
        );
        assert_eq!(format!("{code:?}"), "Code(…)");
        // Full-width digits are the only others that count.
        assert!(
            ascii.len() == digits.len() || typed.chars().any(|character| ('０'..='９').contains(&character))
        );
    } else {
        assert!(
            !(typed == ascii && (4..=10).contains(&typed.len())),
            "plain digits are a code"
        );
    }
    for separator in [" ", "-", "\u{3000}", "ー", "\u{200B}"] {
        let spread: String = typed
            .chars()
            .map(|character| format!("{separator}{character}"))
            .collect();
        assert_eq!(spread.parse::<Code>(), read, "separators change nothing");
    }
    let wide = typed.chars().map(|character| match character {
        '0'..='9' => char::from_u32(character as u32 + 0xFEE0).unwrap(),
        other => other,
    });
    assert_eq!(
        wide.collect::<String>().parse(),
        read,
        "an input method changes nothing"
    );
});
