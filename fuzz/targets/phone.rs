//! Numbers as people type them: `CC typed`, where `CC` is the default country.

#![no_main]

use app::domain::PhoneNumber;
use libfuzzer_sys::fuzz_target;
use server::auth::NumberReader;

/// What people put between digits, of every kind that is read over.
const SEPARATORS: [char; 8] = [' ', '-', '\u{3000}', 'ー', '(', '.', '\u{200B}', '\u{2212}'];

fuzz_target!(|input: &str| {
    let Some((country, typed)) = input.split_once(' ') else {
        return;
    };
    let reader = NumberReader::new(country).unwrap_or_default();
    let read = reader.read(typed);
    let (spread, wide) = (spread(typed), full_width(typed));
    assert_eq!(reader.read(&spread), read, "separators change nothing");
    assert_eq!(reader.read(&wide), read, "an input method changes nothing");
    if let Ok(number) = &read {
        assert_sound(number);
        assert_eq!(
            reader.read(number.as_str()),
            read,
            "reading the result again gives the same"
        );
        let shown = format!("{number:?} {}", number.masked());
        assert!(
            !shown.contains(&number.as_str()[..number.as_str().len() - 4]),
            "{shown}"
        );
    }
    let plain = typed.parse::<PhoneNumber>();
    if let Ok(number) = &plain {
        assert_sound(number);
    }
    assert_eq!(spread.parse(), plain);
    assert_eq!(wide.parse(), plain);
});

/// E.164, and the shape takes it back unchanged.
fn assert_sound(number: &PhoneNumber) {
    let digits = number.as_str().strip_prefix('+').unwrap();
    assert!((8..=15).contains(&digits.len()) && !digits.starts_with('0'));
    assert!(digits.bytes().all(|byte| byte.is_ascii_digit()));
    assert_eq!(number.as_str().parse().as_ref(), Ok(number));
}

fn spread(typed: &str) -> String {
    let separators = SEPARATORS.into_iter().cycle();
    typed
        .chars()
        .zip(separators)
        .flat_map(|(character, separator)| [separator, character])
        .collect()
}

fn full_width(typed: &str) -> String {
    let widen = |character| match character {
        '!'..='~' => char::from_u32(character as u32 + 0xFEE0).unwrap(),
        ' ' => '\u{3000}',
        other => other,
    };
    typed.chars().map(widen).collect()
}
